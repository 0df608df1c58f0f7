package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stammkunde.Sources.Source;

/** The house rules that a text can be asked for. */
class TidyTest {

    private final List<Source> sources = Sources.java();

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<Path> packages = new TreeSet<>();
        sources.stream()
                .filter(source -> !source.isTest())
                .forEach(source -> packages.add(folder(source)));
        Set<Path> described =
                sources.stream()
                        .filter(source -> source.name().equals("package-info.java"))
                        .filter(source -> source.text().contains("@NullMarked"))
                        .filter(source -> source.text().contains("/**"))
                        .map(TidyTest::folder)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).containsAll(packages);
    }

    private static Path folder(Source source) {
        return source.path().resolveSibling("");
    }

    @Test
    void testsUseTheRealThingAndDoNotWait() {
        check(
                "import org.mockito",
                Source::isTest,
                "no mocks: use the real class or a written fake");
        check(
                "Thread\\.sleep\\(",
                Source::isTest,
                "no sleeps: wait for the event, or move the clock");
        check(
                "@Disabled",
                Source::isTest,
                "a broken test is repaired, or asserts today's behavior and says why");
    }

    @Test
    void timeComesFromTheClockThatIsPassedIn() {
        check(
                "\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)",
                source -> !source.isTest() && !source.path().startsWith("bench"),
                "take an InstantSource, so that tests can move it");
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(sources)
                .allSatisfy(source ->
                        assertThat(source.name())
                                .as("a name that says more than its role")
                                .doesNotMatch(".*(Manager|Helper|Utils?|Impl)\\.java"));
    }

    @Test
    void nothingIsLeftForLater() {
        check("\\b(TODO|FIXME|XXX)\\b", _ -> true, "do it, or open an issue");
        check("import lombok", _ -> true, "records do what Lombok was for");
        check("@author", _ -> true, "the history knows");
    }

    @Test
    void methodsFitAScreen() {
        for (Source source : sources) {
            assertThat(longestMethod(source.text()))
                    .as("lines of the longest method in " + source.path())
                    .isLessThanOrEqualTo(60);
        }
    }

    @Test
    void theRulesSawTheWholeProject() {
        assertThat(sources).hasSizeGreaterThan(150);
        assertThat(sources.stream().filter(Source::isTest)).hasSizeGreaterThan(30);
    }

    /**
     * Members are indented by four blanks and end with a brace so indented: the formatter sees to
     * it.
     */
    private static int longestMethod(String text) {
        int longest = 0;
        int start = -1;
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            String content = lines.get(line);
            if (content.matches("    [^ /*@}].*\\{")
                    && !content.matches(" *(.* )?(class|record|enum|interface) .*")) {
                start = line;
            } else if (content.equals("    }") && start >= 0) {
                longest = Math.max(longest, line - start);
                start = -1;
            }
        }
        return longest;
    }

    private void check(String pattern, Predicate<Source> where, String advice) {
        Pattern compiled = Pattern.compile(pattern);
        List<Path> offenders =
                sources.stream()
                        .filter(where)
                        .filter(source -> !source.name().equals("TidyTest.java"))
                        .filter(source -> compiled.matcher(source.text()).find())
                        .map(Source::path)
                        .toList();
        assertThat(offenders).as("%s: %s", pattern, advice).isEmpty();
    }
}
