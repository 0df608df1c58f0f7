package org.stammkunde.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.security.ProgramKey;
import tools.jackson.databind.JsonNode;

/** The pages about the API say what is true: examples run, tables are complete. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class ApiDocsTest {

    private static final Path GUIDE = Path.of("../docs/guides/api.md");
    private static final Path REFERENCE = Path.of("../docs/reference/api.md");
    private static final Path TEXTS = Path.of("src/main/resources/i18n");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final Pattern CODE = Pattern.compile("(?m)^problem\\.([\\w-]+)=");

    /** What only pages answer. */
    private static final Set<String> OF_PAGES = Set.of("too-many-requests");

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;
    @Autowired private JdbcClient jdbc;

    @Test
    void everyExampleOfTheGuideDoesWhatItSays() throws Exception {
        Program.supply(context);
        int before = versions();
        List<String> examples =
                EXAMPLE.matcher(Files.readString(GUIDE))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        Path folder = Files.createTempDirectory(Path.of("target"), "guide");
        String key = ProgramKey.of(context, "guide");

        assertThat(examples).hasSizeGreaterThan(12);
        for (String example : examples) {
            assertThat(run(example, folder, key))
                    .as(example)
                    .isNotEmpty()
                    .doesNotContain("\"code\":");
        }
        assertThat(versions()).as("the guide changes the rules and back").isEqualTo(before + 2);
    }

    private int versions() {
        return jdbc.sql("select coalesce(max(version), 0) from score.rule_set")
                .query(Integer.class)
                .single();
    }

    private String run(String example, Path folder, String key) throws Exception {
        String telling = example.replace("curl -sf", "curl -s --fail-with-body");
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", telling)
                        .directory(folder.toFile());
        shell.environment().put("STAMMKUNDE", "http://localhost:" + port);
        shell.environment().put("KEY", key);
        Process process = shell.start();
        String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
        String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(example + "\n" + answer + said).isZero();
        return answer;
    }

    @Test
    void theReferenceNamesEveryProblemScopeAndAddress() throws Exception {
        String reference = Files.readString(REFERENCE);

        assertThat(codes())
                .hasSizeGreaterThan(30)
                .allSatisfy(code -> assertThat(reference).contains("| `" + code + "` |"));
        assertThat(ApiScope.values())
                .allSatisfy(scope -> assertThat(reference).contains("`" + scope.code() + "`"));
        JsonNode document =
                new Program(port, ProgramKey.of(context, "reader")).json(OpenApiDocument.PATH);
        assertThat(document.path("paths").propertyNames())
                .hasSizeGreaterThan(35)
                .allSatisfy(path -> assertThat(reference).contains("`" + path + "`"));
    }

    private static Set<String> codes() throws Exception {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.list(TEXTS)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith("_en.properties")).toList()) {
                CODE.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(codes::add);
            }
        }
        codes.removeAll(OF_PAGES);
        return codes;
    }
}
