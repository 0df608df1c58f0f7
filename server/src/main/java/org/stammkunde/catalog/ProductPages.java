package org.stammkunde.catalog;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.web.Page;

/** Puts together what is told of a product. */
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

    /** A product and what is counted of it; empty if nobody ever spoke of it. */
    Optional<ProductFigures> figures(String number, Merchant merchant) {
        return table.find(number).map(product -> figures(product, merchant));
    }

    /** What the page of a product shows. */
    Optional<ProductView> find(String number, Page page) {
        return figures(number, page.texts().merchant()).map(figures -> view(figures, page));
    }

    private ProductFigures figures(ProductRecord product, Merchant merchant) {
        List<SoldOn> all = sales.days(product.number());
        Currency currency = currency(product, all, merchant.currency());
        Sales sold = Sales.in(currency, all);
        String code = currency.getCurrencyCode();
        return new ProductFigures(
                product,
                currency,
                sold,
                sales.customers(product.number()),
                Margin.of(
                        sold.days(),
                        table.daily(product.number(), Measure.COST, code, merchant.zone()),
                        table.daily(product.number(), Measure.TAX, "", merchant.zone()),
                        currency),
                LowestPrice.of(product.changes(Measure.PRICE, code), clock.instant()).orElse(null),
                product.stock()
                        .flatMap(stock -> sold.daysLeft(stock, today(merchant)))
                        .orElse(null));
    }

    private ProductView view(ProductFigures figures, Page page) {
        Currency currency = figures.currency();
        Sales sold = figures.sales();
        List<SalesChart.Month> months = SalesChart.months(sold, today(page.texts().merchant()));
        return new ProductView(
                figures,
                PriceChart.of(
                        figures.product(), sold.days(), currency, clock.instant(), page.texts()),
                months,
                SalesChart.of(months, currency, page.texts()),
                panels.orderedStream()
                        .flatMap(panel -> panel.render(figures.product().number(), page).stream())
                        .toList());
    }

    private LocalDate today(Merchant merchant) {
        return LocalDate.ofInstant(clock.instant(), merchant.zone());
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
