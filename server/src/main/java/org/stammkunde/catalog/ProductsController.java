package org.stammkunde.catalog;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The pages of the catalogue: the list of products, one product, and the list as a file. */
@Controller
@ConditionalOnWebApplication
class ProductsController {

    private final ProductTable products;
    private final ProductPages pages;

    ProductsController(ProductTable products, ProductPages pages) {
        this.products = products;
        this.pages = pages;
    }

    @GetMapping(ProductList.PATH)
    View list(Page page, @RequestParam Map<String, String> parameters) {
        ProductList list = ProductList.of(parameters);
        Currency currency = page.texts().merchant().currency();
        List<Product> found = products.read(list, currency, ProductTable.PAGE_SIZE + 1);
        boolean isMore = found.size() > ProductTable.PAGE_SIZE;
        List<Product> shown = isMore ? found.subList(0, ProductTable.PAGE_SIZE) : found;
        return page.show(
                "catalog/list.jte",
                new ProductsView(
                        list,
                        currency,
                        shown,
                        products.count(list, currency),
                        products.categories(),
                        isMore ? Optional.of(shown.getLast().cursor()) : Optional.empty(),
                        products.isEmpty()));
    }

    @GetMapping(ProductAddress.PATH)
    View show(Page page, @RequestParam(defaultValue = "") String id) {
        return page.show(
                "catalog/product.jte", pages.find(id, page).orElseThrow(Problem::notFound));
    }

    @GetMapping(ProductList.PATH + "/export.csv")
    void export(
            Page page, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        ProductList list = ProductList.of(parameters).from(Optional.empty());
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(page.text("catalog.export.file"), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Currency currency = page.texts().merchant().currency();
        try (ProductFile file =
                new ProductFile(response.getOutputStream(), page.texts(), currency)) {
            products.readAll(list, currency, file::add);
        }
    }
}
