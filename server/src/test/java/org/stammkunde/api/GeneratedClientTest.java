package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stammkunde.security.ProgramKey;

/**
 * Makes a Java client from the OpenAPI document with a generator that many use and that validates
 * the document first, compiles it together with a program that uses it, and lets that program loose
 * on the server.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class GeneratedClientTest {

    private static final Path GENERATOR = Path.of("target/tools/openapi-generator-cli.jar");
    private static final Path VISIT = Path.of("src/test/resources/client/Visit.java");

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;
    @TempDir private Path folder;

    @Test
    void aGeneratedClientDoesEverythingByItself() throws Exception {
        Program.supply(context);
        String key = ProgramKey.of(context, "client");
        Path document = folder.resolve("openapi.json");
        Files.writeString(document, new Program(port, key).get(OpenApiDocument.PATH).body());

        generate(document);
        compile();

        assertThat(visit("http://localhost:" + port, key))
                .containsEntry("customers", "53")
                .containsEntry("found", "Nr 000 Muster")
                .containsEntry("points", "105")
                .containsEntry("loyal", "treue-kunden true")
                .containsEntry("threshold", "120")
                .containsEntry("twice", "the same")
                .containsEntry("outdated", "412 version-outdated")
                .containsEntry("back", "100")
                .containsEntry("segment", "vom-programm 1")
                .containsEntry("tagged", "1")
                .containsEntry("source", "till")
                .containsEntry("import", "draft");
    }

    private void generate(Path document) throws Exception {
        Path log = folder.resolve("generator.log");
        Process generator =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                GENERATOR.toString(),
                                "generate",
                                "-g",
                                "java",
                                "--library",
                                "native",
                                "-i",
                                document.toString(),
                                "-o",
                                folder.resolve("client").toString(),
                                "--additional-properties=openApiNullable=false,"
                                        + "useJakartaEe=true,annotationLibrary=none",
                                "--global-property=models,apis,supportingFiles,apiTests=false,"
                                        + "modelTests=false,apiDocs=false,modelDocs=false")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(generator.waitFor()).as(() -> read(log)).isZero();
        assertThat(read(log)).doesNotContain("[error]", "ERROR", "WARN");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private void compile() throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                folder.resolve("classes").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                VISIT.toString()));
        try (Stream<Path> files = Files.walk(folder.resolve("client/src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("errors of the compiler, see above").isZero();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> visit(String server, String key) throws Exception {
        URL[] classes = {folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            return (Map<String, String>)
                    loader.loadClass("Visit")
                            .getMethod("visit", String.class, String.class)
                            .invoke(null, server, key);
        }
    }
}
