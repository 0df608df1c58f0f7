package org.stammkunde.score;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The versions of the rules, newest first; none is ever changed or removed. */
final class RuleSets {

    private static final String SELECT =
            """
            select version, rules, author, reason, created_at
            from score.rule_set order by version desc
            """;

    private final JdbcClient jdbc;

    RuleSets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RuleVersion current() {
        return jdbc.sql(SELECT + " limit 1")
                .query(RuleSets::version)
                .optional()
                .orElse(RuleVersion.READY_MADE);
    }

    Optional<RuleVersion> of(int version) {
        return jdbc.sql(
                        """
                        select version, rules, author, reason, created_at
                        from score.rule_set where version = :version
                        """)
                .param("version", version)
                .query(RuleSets::version)
                .optional();
    }

    List<RuleVersion> all() {
        return jdbc.sql(SELECT).query(RuleSets::version).list();
    }

    void add(RuleVersion version) {
        jdbc.sql(
                        """
                        insert into score.rule_set (version, rules, author, reason, created_at)
                        values (:version, cast(:rules as jsonb), :author, :reason, :createdAt)
                        """)
                .param("version", version.version())
                .param("rules", RulesJson.write(version.rules()))
                .param("author", version.author())
                .param("reason", version.reason())
                .param("createdAt", version.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static RuleVersion version(ResultSet row, int number) throws SQLException {
        return new RuleVersion(
                row.getInt("version"),
                RulesJson.read(row.getString("rules")),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
