package org.stammkunde.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.web.Page;

/** Puts together what the page of a product shows. */
@Component
class ProductPages {

    private final ProductPageTable table;
    private final ProductSales sales;
    private final ObjectProvider<ProductPanel> panels;
    private final InstantSource clock;

    ProductPages(
            ProductPageTable table,
            ProductSales sales,
            ObjectProvider<ProductPanel> panels,
            InstantSource clock) {
        this.table = table;
        this.sales = sales;
        this.panels = panels;
        this.clock = clock;
    }

    Optional<ProductView> find(String number, Page page) {
        return table.find(number).map(product -> view(product, page));
    }

    private ProductView view(ProductRecord product, Page page) {
        List<SoldOn> all = sales.days(product.number());
        Currency currency = currency(product, all, page.texts().merchant().currency());
        Sales sold = Sales.in(currency, all);
        Instant now = clock.instant();
        ZoneId zone = page.texts().merchant().zone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        String code = currency.getCurrencyCode();
        List<SalesChart.Month> months = SalesChart.months(sold, today);
        return new ProductView(
                product,
                currency,
                sold,
                sales.customers(product.number()),
                Margin.of(
                        sold.days(),
                        product.changes(Measure.COST, code),
                        product.now(Measure.TAX, "").orElse(null),
                        currency,
                        zone),
                LowestPrice.of(product.changes(Measure.PRICE, code), now).orElse(null),
                product.stock().flatMap(stock -> sold.daysLeft(stock, today)).orElse(null),
                PriceChart.of(product, sold.days(), currency, now, page.texts()),
                months,
                SalesChart.of(months, currency, page.texts()),
                panels.orderedStream()
                        .flatMap(panel -> panel.render(product.number(), page).stream())
                        .toList());
    }

    /** The merchant's, or else one in which the product is sold or priced. */
    private static Currency currency(ProductRecord product, List<SoldOn> days, Currency merchants) {
        List<String> known =
                Stream.concat(
                                days.stream().map(SoldOn::currency),
                                product.latest().stream()
                                        .map(SourceStatement::currency)
                                        .filter(code -> !code.isEmpty()))
                        .distinct()
                        .toList();
        return known.isEmpty() || known.contains(merchants.getCurrencyCode())
                ? merchants
                : Currency.getInstance(known.getFirst());
    }
}
