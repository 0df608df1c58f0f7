package org.stammkunde.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.database.TestDatabase;

/** How the facts about the orders of a batch are found. */
class OrderLookUpTest {

    private static final int ORDERS = 20_000;

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());

    /** Every batch of a large import once read the log from its beginning. */
    @Test
    void eachOrderIsLookedUpHoweverFullOfOrdersTheLogIs() {
        fillTheLog();

        String plan = planOf(ORDERS - 1_000, ORDERS);

        assertThat(plan)
                .contains("Index Scan using event_resource")
                .doesNotContain("Hash Join")
                .doesNotContain("Merge Join");
    }

    private void fillTheLog() {
        jdbc.sql(
                        """
                        insert into events.event (key, source, type, name, occurred_at, received_at,
                                                  resource, version, content_hash, message_id,
                                                  payload)
                        select gen_random_uuid(), 1, 2, 'Order Completed', now(), now(),
                               'order/' || number, 1, 0, 'import/1', '{}'
                        from generate_series(1, :orders) number
                        """)
                .param("orders", ORDERS)
                .update();
        jdbc.sql("analyze events.event").update();
    }

    private String planOf(long after, long upTo) {
        return String.join(
                "\n",
                jdbc.sql("explain " + OrdersProjection.FACTS_ABOUT_ORDERS)
                        .param("after", after)
                        .param("upTo", upTo)
                        .query(String.class)
                        .list());
    }
}
