package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.database.SharedData;

/**
 * The import of a real data set, against figures that are published; for another one see {@code
 * UciReportTest}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        // figures of the whole database: a property of its own gives the class a database of its
        // own
        properties = {"spring.main.lazy-initialization=true", "stammkunde.test=golden-import"})
class GoldenImportTest {

    @Autowired private OrderImport files;
    @Autowired private JdbcClient jdbc;

    @Test
    void cdnowIsImportedFromTheMasterAndFromTheSample() {
        ImportResult master =
                files.run(
                        ImportRequest.of(SharedData.path("cdnow/CDNOW_master.txt.gz")),
                        progress -> {});
        ImportResult sample =
                files.run(
                        ImportRequest.of(SharedData.path("cdnow/CDNOW_sample.txt.gz"))
                                .withMapping("cdnow-sample"),
                        progress -> {});

        assertThat(master.imported()).isEqualTo(new Count(69_659, 69_659));
        assertThat(sample.unchanged()).isEqualTo(new Count(6_919, 6_919));
        check(
                "69659 23570 250031563 1997-01-01 1998-06-30",
                """
                select concat_ws(' ', count(*), count(distinct subject), sum(total_minor),
                                 min(ordered_at at time zone 'America/New_York')::date,
                                 max(ordered_at at time zone 'America/New_York')::date)
                from orders.shared_order placed
                join events.shared_source source on source.id = placed.source
                where source.name = 'cdnow'
                """);
    }

    private void check(String expected, String query) {
        assertThat(jdbc.sql(query).query((row, number) -> row.getString(1)).single())
                .as(query)
                .isEqualTo(expected);
    }
}
