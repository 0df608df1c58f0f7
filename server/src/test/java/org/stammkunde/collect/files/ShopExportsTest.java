package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order exports of shop systems are recognized by their columns. */
class ShopExportsTest {

    @TempDir private Path folder;

    @Test
    void ordersOfShopifyStandInTheFirstOfTheirRows() {
        ReadFile file =
                ReadFile.of(
                        folder,
                        """
                        Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Street,Billing Zip,Billing City,Billing Country,Billing Phone,Source
                        #1001,eva@example.com,paid,2026-04-03 10:01:00 +0200,EUR,14.90,4.90,3.16,19.80,2026-04-03 10:00:00 +0200,1,Hammer,9.90,H1,Eva Adam,Hauptstr. 1,'01067,Dresden,DE,,web
                        #1001,eva@example.com,,,,,,,,2026-04-03 10:00:00 +0200,100,Nagel,0.05,N1,,,,,,,
                        #1002,,voided,,EUR,9.90,0,1.58,9.90,2026-04-03 11:00:00 +0200,1,Hammer,9.90,H1,,,,,,,pos
                        """);

        assertThat(file.preparation().recognized()).contains("shopify-orders");
        assertThat(file.findings()).isEmpty();
        assertThat(file.orders())
                .extracting(
                        ImportedOrder::number,
                        ImportedOrder::status,
                        ImportedOrder::channel,
                        order -> order.amount().setScale(2).toPlainString(),
                        order -> order.lines().size(),
                        order -> String.valueOf(order.placedAt()))
                .containsExactlyInAnyOrder(
                        tuple("#1001", "completed", "online", "19.80", 2, "2026-04-03T08:00:00Z"),
                        tuple("#1002", "cancelled", "store", "9.90", 1, "2026-04-03T09:00:00Z"));
        assertThat(file.orders())
                .anyMatch(order -> "01067".equals(order.personal().get(Field.POSTAL_CODE)));
    }

    @Test
    void ordersOfWooCommerceAreOneRowPerLineOrPerOrder() {
        ReadFile lines =
                ReadFile.of(
                        folder,
                        """
                        Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Address 1&2 (Billing),City (Billing),Postcode (Billing),Country Code (Billing),Email (Billing),Phone (Billing),Order Total Amount,SKU,Item Name,Quantity (- Refund),Item Cost
                        71,Completed,2026-04-03 10:00,Eva,Adam,Hauptstr. 1,Dresden,01067,DE,eva@example.com,,14.90,H1,Hammer,1,9.90
                        71,Completed,2026-04-03 10:00,Eva,Adam,Hauptstr. 1,Dresden,01067,DE,eva@example.com,,14.90,N1,Nagel,100,0.05
                        """);
        ReadFile analytics =
                ReadFile.of(
                        folder,
                        """
                        Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue
                        2026-04-03 10:00:00,71,"14,90 €",wc-refunded,Eva Adam,new,"1× Hammer",1,,14.9
                        """);

        assertThat(lines.preparation().recognized()).contains("woocommerce-orders");
        assertThat(lines.onlyOrder().amount()).isEqualByComparingTo("14.90");
        assertThat(lines.onlyOrder().lines()).hasSize(2);
        assertThat(analytics.preparation().recognized()).contains("woocommerce-analytics");
        assertThat(analytics.onlyOrder().amount()).isEqualByComparingTo("14.9");
        assertThat(analytics.onlyOrder().status()).isEqualTo("cancelled");
    }
}
