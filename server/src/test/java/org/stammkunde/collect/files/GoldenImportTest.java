package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.database.SharedData;

/** Imports of real data sets, against figures that are published or were computed elsewhere. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        // figures of the whole database: a property of its own gives the class a database of its
        // own
        properties = {"spring.main.lazy-initialization=true", "stammkunde.test=golden-import"})
class GoldenImportTest {
    @Autowired private OrderImport files;
    @Autowired private JdbcClient jdbc;

    @Test
    void uciOnlineRetailIsImportedWithoutAnyOption() {
        ImportRequest request =
                ImportRequest.of(SharedData.path("uci_online_retail/online_retail.csv.gz"));

        ImportResult first = files.run(request, progress -> {});
        ImportResult again = files.run(request, progress -> {});

        assertThat(first.imported()).isEqualTo(new Count(541_909, 25_900));
        assertThat(first.rejected()).isEqualTo(Count.NOTHING);
        assertThat(first.notes()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(new Count(541_909, 25_900));
        checkUci("25900", "select count(*) from uci");
        checkUci("4372", "select count(distinct subject) from uci");
        checkUci("541909", "select count(*) from uci_line");
        checkUci("9288", "select count(*) from uci_line where number like 'C%'");
        checkUci("0", "select count(*) from uci where number like 'C%' and kind <> 'credit'");
        checkUci("10624", "select count(*) from uci_line where quantity < 0");
        checkUci("135080", "select count(*) from uci_line where subject is null");
        checkUci("9747747.934", "select trim_scale(sum(quantity * unit_price)) from uci_line");
        checkUci(
                "8300065.814",
                "select trim_scale(sum(quantity * unit_price)) from uci_line where subject is not null");
        checkUci(
                "397884 4338 18532 8911407.904",
                """
                select concat_ws(' ', count(*), count(distinct subject), count(distinct number),
                                 trim_scale(sum(quantity * unit_price)))
                from uci_line
                where subject is not null and quantity > 0 and unit_price > 0
                  and number not like 'C%'
                """);
        checkUci(
                "2010-12-01 08:26:00 2011-12-09 12:50:00",
                """
                select concat_ws(' ', min(ordered_at at time zone 'Europe/London'),
                                 max(ordered_at at time zone 'Europe/London')) from uci
                """);
    }

    private void checkUci(String expected, String query) {
        check(
                expected,
                """
                with uci as (
                    select placed.* from orders.shared_order placed
                    join events.shared_source source on source.id = placed.source
                    where source.name = 'uci-online-retail'),
                uci_line as (
                    select line.*, uci.subject from orders.shared_line line
                    join uci using (source, number))
                """
                        + query);
    }

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
