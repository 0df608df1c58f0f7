package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stammkunde.Sources.Source;
import org.stammkunde.database.Migrations;

/**
 * The fence around each module's tables: others read its views named shared_, and only those of
 * earlier modules.
 */
class SqlFenceTest {

    private static final Pattern SQL =
            Pattern.compile(
                    "(?is)\\b(select|insert\\s+into|update|delete\\s+from|truncate|copy|from|join|merge\\s+into|lock\\s+table|create)\\b.*");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(?<![\\w.])(" + String.join("|", Migrations.MODULES) + ")\\.(\\w+)");

    /**
     * {@code from score.shared_score score}: afterwards {@code score.} is that row and no schema.
     */
    private static final Pattern ALIAS =
            Pattern.compile(
                    "(?i)(?:(?:from|join|update|into|,)\\s+[\\w.]+|\\))\\s+(?:as\\s+)?(\\w+)");

    private static final Pattern TABLE_POSITION =
            Pattern.compile("(?i)(from|join|update|into|truncate|copy|table)\\s+$");

    /** What breaks the order with a reason. */
    private static final Map<String, String> EXCEPTIONS =
            Map.of(
                    "insights segments.shared_member",
                    "the report shows the share of the loyal customers, who are a segment; what segments ask of insights, fifths, does not depend on it");

    @Test
    void aModuleNamesOnlyItsOwnTablesAndSharedViewsOfEarlierModules() {
        List<String> violations = new ArrayList<>();
        int names = 0;
        for (Source source : sqlSources()) {
            for (String sql : texts(source)) {
                names += (int) NAME.matcher(sql).results().count();
                violations.addAll(violations(source.module(), source.path() + ": ", sql));
            }
        }

        assertThat(violations).isEmpty();
        assertThat(names).as("names of tables and views seen").isGreaterThan(100);
    }

    @Test
    void everyTableOfAMigrationIsMadeInItsModulesSchema() {
        Pattern made =
                Pattern.compile(
                        "(?i)create (?:unlogged )?(?:table|view|sequence|materialized view) (?:if not exists )?([\\w.]+)");
        for (Source source : Sources.migrations()) {
            assertThat(made.matcher(source.text()).results().map(found -> found.group(1)))
                    .as(source.path().toString())
                    .allMatch(name -> name.startsWith(source.module() + "."));
        }
    }

    @Test
    void theFenceHolds() {
        check("orders", "select * from orders.line", 0);
        check("orders", "select * from events.shared_event", 0);
        check("orders", "select * from events.event", 1);
        check("orders", "select * from score.shared_score", 1);
        check("orders", "delete from events.shared_event join score.points", 1);
        check("console", "select * from segments.shared_member", 0);
        check("console", "select * from Segments.Member", 1);
        check("segments", "select score.customer from score.shared_score score", 0);
        check("segments", "select score.customer from score.points score", 1);
        check("segments", "select events.x from (select 1) events join events.event", 1);
        check("identity", "select 'events.event' -- from events.event", 0);
        check("identity", "the setting events.event is unknown", 0);
    }

    private static void check(String module, String sql, int expected) {
        assertThat(violations(module, "", plain(sql))).as(sql).hasSize(expected);
    }

    private static List<Source> sqlSources() {
        List<Source> sources = new ArrayList<>(Sources.migrations());
        Sources.java().stream()
                .filter(source -> source.path().startsWith("server/src/main"))
                .forEach(sources::add);
        return sources;
    }

    private static List<String> texts(Source source) {
        if (source.path().toString().endsWith(".sql")) {
            return List.of(plain(source.text()));
        }
        return Sources.literals(source.text()).stream().map(SqlFenceTest::plain).toList();
    }

    /** The SQL without comments and text constants, empty if it is none. */
    private static String plain(String text) {
        String code = TEXT.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("''");
        return SQL.matcher(code).find() ? code : "";
    }

    private static List<String> violations(String module, String where, String sql) {
        Set<String> aliases =
                ALIAS.matcher(sql)
                        .results()
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        List<String> violations = new ArrayList<>();
        Matcher names = NAME.matcher(sql);
        while (names.find()) {
            String schema = names.group(1).toLowerCase(Locale.ROOT);
            boolean column =
                    aliases.contains(schema)
                            && !TABLE_POSITION.matcher(sql.substring(0, names.start())).find();
            if (!column && !allowed(module, schema, names.group(2))) {
                violations.add(
                        "%smodule `%s` must not name %s; it may use its own tables and views shared_ of modules before it"
                                .formatted(where, module, names.group()));
            }
        }
        return violations;
    }

    private static boolean allowed(String module, String schema, String name) {
        if (schema.equals(module) || EXCEPTIONS.containsKey(module + " " + schema + "." + name)) {
            return true;
        }
        int own = Migrations.MODULES.indexOf(module);
        boolean above = own < 0; // console, command: above all that have tables
        return name.startsWith("shared_") && (above || Migrations.MODULES.indexOf(schema) < own);
    }
}
