package org.stammkunde.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.web.Texts;

/** Products as JSON. */
final class ProductDocuments {

    private ProductDocuments() {}

    /** A product in a list; amounts are those in one currency. */
    record ProductSummary(
            @Schema(example = "A-1042") String number,
            @Schema(example = "Bergkäse am Stück") String name,
            @Schema(example = "Feinkost > Käse", description = "empty where none is known")
                    String category,
            @Schema(description = "empty where none is known") String brand,
            boolean active,
            @Schema(example = "12.90") @Nullable BigDecimal price,
            @Schema(description = "no price was said: the mean of what was paid")
                    boolean priceIsAverage,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal stock,
            @Schema(
                            description =
                                    "ordered and not cancelled, less what credit notes and lines of negative quantity take back; refunds take none away")
                    BigDecimal units,
            @Schema(description = "net of refunds, with tax") BigDecimal revenue,
            @Schema(example = "EUR") Currency currency) {

        static ProductSummary of(Product product, Currency currency) {
            return new ProductSummary(
                    product.id(),
                    product.name(),
                    product.category(),
                    product.brand(),
                    product.active(),
                    product.price(),
                    product.priceIsAverage(),
                    product.cost(),
                    product.stock(),
                    product.units(),
                    Texts.major(product.revenueMinor(), currency),
                    currency);
        }
    }

    /** One product with its figures in one currency and everything that sources said of it. */
    record ProductDetails(
            String number,
            String name,
            @Nullable String category,
            @Nullable String brand,
            @Nullable String image,
            @Nullable String link,
            boolean active,
            @Nullable BigDecimal price,
            @Schema(description = "the lowest price said of the last 30 days")
                    @Nullable BigDecimal lowestPrice,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal stock,
            @Schema(description = "how many days the stock lasts at the pace of the last 90")
                    @Nullable Integer daysLeft,
            BigDecimal units,
            BigDecimal revenue,
            @Schema(description = "how many customers bought it") long customers,
            @Nullable ProductMargin margin,
            Currency currency,
            @Schema(
                            description =
                                    "prices, costs, rates of tax and stock as they were said, earliest first; what a source only repeats is left out")
                    List<ProductStatement> history) {

        static ProductDetails of(ProductFigures figures) {
            ProductRecord product = figures.product();
            return new ProductDetails(
                    product.number(),
                    product.name(),
                    product.attribute(Attribute.CATEGORY),
                    product.attribute(Attribute.BRAND),
                    product.attribute(Attribute.IMAGE),
                    product.attribute(Attribute.LINK),
                    product.active(),
                    figures.now(Measure.PRICE).orElse(null),
                    figures.lowest(),
                    figures.now(Measure.COST).orElse(null),
                    product.stock().orElse(null),
                    figures.daysLeft(),
                    figures.sales().units(),
                    Texts.major(figures.sales().revenueMinor(), figures.currency()),
                    figures.customers(),
                    figures.margin()
                            .map(one -> ProductMargin.of(one, figures.currency()))
                            .orElse(null),
                    figures.currency(),
                    product.history().stream().map(ProductStatement::of).toList());
        }
    }

    /** What remains of the revenue: {@code margin = revenue − tax − cost}. */
    record ProductMargin(
            BigDecimal revenue,
            @Schema(description = "0 where the rate is unknown") BigDecimal tax,
            BigDecimal cost,
            BigDecimal margin) {

        static ProductMargin of(Margin margin, Currency currency) {
            return new ProductMargin(
                    Texts.major(margin.revenueMinor(), currency),
                    Texts.major(margin.taxMinor(), currency),
                    Texts.major(margin.costMinor(), currency),
                    Texts.major(margin.minor(), currency));
        }
    }

    /** What a source said of a product, and of when. */
    record ProductStatement(
            Instant at,
            @Schema(example = "price", description = "`price`, `cost`, `tax` or `stock`")
                    String measure,
            BigDecimal value,
            @Schema(description = "null where it is no money") @Nullable String currency,
            @Schema(example = "shop") String source) {

        static ProductStatement of(SourceStatement said) {
            return new ProductStatement(
                    said.saidAt(),
                    said.measure().code(),
                    said.value(),
                    said.currency().isEmpty() ? null : said.currency(),
                    said.source());
        }
    }
}
