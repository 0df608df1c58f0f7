package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CopyRowsTest {

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void valuesOfEveryTypeArriveAsTheyWere() throws SQLException {
        check("smallint", rows -> rows.smallint(-32_768), "-32768");
        check("integer", rows -> rows.integer(Integer.MIN_VALUE), "-2147483648");
        check("bigint", rows -> rows.bigint(Long.MAX_VALUE), "9223372036854775807");
        check("bigint", rows -> rows.bigint(null), null);
        check("boolean", rows -> rows.bool(true), "true");
        check("double precision", rows -> rows.doublePrecision(0.1), "0.1");
        check("text", rows -> rows.text("tab\t\"ä\" \\N \n𝄞"), "tab\t\"ä\" \\N \n𝄞");
        check("text", rows -> rows.text(""), "");
        check("text", rows -> rows.text(null), null);
        check("bytea", rows -> rows.bytea(new byte[] {0, -1}), "\\x00ff");
        check(
                "jsonb",
                rows -> rows.json("{\"b\":1,\"a\":\"\\\\\"}"),
                "{\"a\": \"\\\\\", \"b\": 1}");
        check("bigint[]", rows -> rows.bigints(new long[] {1, -2}), "{1,-2}");
        check("bigint[]", rows -> rows.bigints(new long[0]), null);
        check("text[]", rows -> rows.texts(List.of("a,b", "{ü}")), "{\"a,b\",\"{ü}\"}");
        check("date", rows -> rows.date(LocalDate.of(1969, 2, 28)), "1969-02-28");
        UUID key = UUID.randomUUID();
        check("uuid", rows -> rows.uuid(key), key.toString());
        check(
                "timestamptz",
                rows -> rows.instant(Instant.parse("1999-12-31T23:59:59.123456789Z")),
                "1999-12-31 23:59:59.123456+00");
    }

    @Test
    void decimalsKeepEveryDigitAndTheirScale() throws SQLException {
        for (String decimal :
                List.of(
                        "0",
                        "0.00",
                        "1",
                        "-1",
                        "10000",
                        "9999",
                        "123456789",
                        "0.1",
                        "0.0001",
                        "0.00001",
                        "12345.678901",
                        "-0.000001",
                        "9999999999999.999999",
                        "100000000.00",
                        "7.10",
                        "123456789012345678901234567890.12345678901234567890")) {
            check("numeric", rows -> rows.numeric(new BigDecimal(decimal)), decimal);
        }
        check("numeric", rows -> rows.numeric(new BigDecimal("12E5")), "1200000");
        check("numeric", rows -> rows.numeric(null), null);
    }

    @Test
    void rowsBelongToTheTransactionAroundThem() throws SQLException {
        jdbc.sql("create table public.kept (n bigint)").update();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));

        transaction.executeWithoutResult(status -> {
            assertThat(copyNumbers(3)).isEqualTo(3);
            status.setRollbackOnly();
        });

        assertThat(jdbc.sql("select count(*) from public.kept").query(Long.class).single())
                .isZero();
    }

    @Test
    void aBufferIsEmptyAfterItWasSent() throws SQLException {
        jdbc.sql("create table public.kept (n bigint)").update();
        var rows = new CopyRows(16);
        rows.row(1);
        rows.bigint(1);

        assertThat(rows.copyInto(database, "public.kept (n)")).isEqualTo(1);
        assertThat(rows.copyInto(database, "public.kept (n)")).isZero();
    }

    private long copyNumbers(int count) {
        var rows = new CopyRows();
        for (int n = 0; n < count; n++) {
            rows.row(1);
            rows.bigint(n);
        }
        try {
            return rows.copyInto(database, "public.kept (n)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(
            String type,
            Consumer<CopyRows> value,
            @org.jspecify.annotations.Nullable String expected)
            throws SQLException {
        jdbc.sql("drop table if exists public.probe").update();
        jdbc.sql("create table public.probe (value " + type + ")").update();
        var rows = new CopyRows();
        rows.row(1);
        value.accept(rows);

        rows.copyInto(database, "public.probe (value)");

        var stored =
                jdbc.sql("select value::text from public.probe").query(String.class).optional();
        assertThat(stored.orElse(null)).as(type).isEqualTo(expected);
    }
}
