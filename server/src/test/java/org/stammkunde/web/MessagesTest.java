package org.stammkunde.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of all modules: complete and translated. */
class MessagesTest {

    private static final Path BUNDLES = Path.of("src/main/resources/i18n");
    private static final Path SOURCES = Path.of("src/main/java");

    /** Texts that are written alike in both languages. */
    private static final Set<String> ALIKE =
            Set.of(
                    "security.setUp.currency.option",
                    "customers.known",
                    "customers.event.property",
                    "customers.trait.name",
                    "customers.trait.newsletter",
                    "customers.channel.online",
                    "customers.channel.app",
                    "console.spread",
                    "imports.megabytes",
                    "imports.gigabytes",
                    "lake.kilobytes",
                    "lake.megabytes",
                    "scoreSettings.change",
                    "scoreSettings.points",
                    "scoreSettings.version",
                    "scoreSettings.wrong.where",
                    "console.months.tip",
                    "console.rfm.recency",
                    "console.rfm.frequency",
                    "segments.segment",
                    "segments.name",
                    "segments.export",
                    "segments.value",
                    "segments.column.name",
                    "segments.version.by",
                    "apiKeys.navigation",
                    "apiKeys.title",
                    "insights.rfm",
                    "insights.rfm.value");

    /** Names in the code that begin like texts and are something else. */
    private static final Set<String> NO_TEXTS =
            Set.of("customers.with-order", "console.css", "console.js");

    private static final Pattern LITERAL = Pattern.compile("\"([a-z]\\w*\\.[\\w.-]*\\w)\"");

    @Test
    void everyTextIsThereInBothLanguages() throws IOException {
        assertThat(texts("de").keySet()).containsExactlyElementsOf(texts("en").keySet());
    }

    @Test
    void everyGermanTextIsTranslated() throws IOException {
        Map<String, String> german = texts("de");
        List<String> untranslated =
                texts("en").entrySet().stream()
                        .filter(text -> text.getValue().equals(german.get(text.getKey())))
                        .map(Map.Entry::getKey)
                        .filter(key -> !ALIKE.contains(key))
                        .toList();

        assertThat(untranslated).as("equal in German and English").isEmpty();
    }

    @Test
    void theListOfTextsThatAreAlikeHoldsNoOthers() throws IOException {
        Map<String, String> german = texts("de");
        Map<String, String> english = texts("en");

        assertThat(ALIKE).allMatch(key -> Objects.equals(english.get(key), german.get(key)));
    }

    @Test
    void everyTextThatTheCodeNamesExists() throws IOException {
        Set<String> known = texts("en").keySet();
        Set<String> used = usedKeys();
        used.removeAll(NO_TEXTS);

        assertThat(used).hasSizeGreaterThan(40);
        assertThat(known).containsAll(used);
    }

    /** A straight apostrophe quotes in message formats; the typographic one is right anyway. */
    @Test
    void noTextHasAStraightApostropheOrTwoSpaces() throws IOException {
        for (String language : List.of("de", "en")) {
            assertThat(texts(language).values()).noneMatch(text -> text.contains("'"));
            assertThat(texts(language).values()).noneMatch(text -> text.contains("  "));
        }
    }

    private static Map<String, String> texts(String language) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(BUNDLES)) {
            for (Path file : files.filter(path -> isOf(path, language)).toList()) {
                Properties texts = new Properties();
                try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
                texts.forEach((key, text) -> all.put((String) key, (String) text));
            }
        }
        return all;
    }

    private static boolean isOf(Path file, String language) {
        return file.toString().endsWith("_" + language + ".properties");
    }

    /** String literals that begin like a key; keys put together at run time are not seen. */
    private static Set<String> usedKeys() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().matches(".*\\.(java|jte)")).forEach(sources::add);
        }
        Set<String> firstWords = firstWords(texts("en").keySet());
        Set<String> keys = new TreeSet<>();
        String tables = tables();
        for (Path source : sources) {
            Matcher matcher = LITERAL.matcher(Files.readString(source));
            while (matcher.find()) {
                String literal = matcher.group(1);
                if (firstWords.contains(firstWord(literal)) && !tables.contains(literal)) {
                    keys.add(literal);
                }
            }
        }
        return keys;
    }

    /** Everything the migrations say: names of tables look like keys. */
    private static String tables() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/db"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Set<String> firstWords(Set<String> keys) {
        return keys.stream().map(MessagesTest::firstWord).collect(Collectors.toSet());
    }

    private static String firstWord(String key) {
        return key.substring(0, key.indexOf('.'));
    }
}
