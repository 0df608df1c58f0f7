package org.stammkunde.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.catalog.ProductDocuments.ProductDetails;
import org.stammkunde.catalog.ProductDocuments.ProductSummary;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The catalogue for programs. Products are changed by facts, which the tracking API takes. */
@RestController
@RequestMapping("/api/products")
@NeedsScope(ApiScope.PRODUCTS_READ)
@Tag(name = "Products", description = "what the merchant sells, with price, cost and stock")
class ProductsApi {

    private final ProductTable products;
    private final ProductPages pages;

    ProductsApi(ProductTable products, ProductPages pages) {
        this.products = products;
        this.pages = pages;
    }

    @GetMapping
    @Operation(summary = "Lists products, or finds them", operationId = "listProducts")
    ApiList<ProductSummary> list(
            Page page,
            @Parameter(description = "a part of number, name or brand")
                    @RequestParam(defaultValue = "")
                    String q,
            @Parameter(description = "a category; those below it are found, too")
                    @RequestParam(defaultValue = "")
                    String category,
            @Parameter(description = "`sold-out` or `inactive`") @RequestParam(defaultValue = "")
                    String state,
            @Parameter(
                            description =
                                    "`revenue`, `units`, `stock`, `price` or `name`; with `-` before it the other way round")
                    @RequestParam(defaultValue = "")
                    String sort,
            @Parameter(description = "how many, 1 to 200")
                    @RequestParam(defaultValue = ApiList.SIZE)
                    int limit,
            @Parameter(description = "`next` of the part before") @RequestParam(defaultValue = "")
                    String cursor) {
        int size = ApiList.size(limit);
        Currency currency = page.texts().merchant().currency();
        ProductList list =
                ProductList.of(Map.of("q", q, "category", category, "state", state, "sort", sort));
        List<Product> found = products.read(list.from(after(cursor, list)), currency, size + 1);
        List<Product> part = found.subList(0, Math.min(size, found.size()));
        return ApiList.of(
                part.stream().map(product -> ProductSummary.of(product, currency)).toList(),
                found.size() > size
                        ? Optional.of(part.getLast().cursor().text())
                        : Optional.empty());
    }

    @GetMapping("/categories")
    @Operation(summary = "Lists the categories", operationId = "listCategories")
    ApiList<String> categories() {
        return ApiList.whole(products.categories());
    }

    /** The number is a parameter, because it may hold any character, a slash too. */
    @GetMapping("/details")
    @Operation(summary = "Tells one product", operationId = "getProduct")
    ProductDetails one(
            Page page, @Parameter(description = "the article number") @RequestParam String number) {
        return pages.figures(number, page.texts().merchant())
                .map(ProductDetails::of)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "product-unknown", number));
    }

    private static Optional<ProductList.Cursor> after(String cursor, ProductList list) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProductList.Cursor.of(cursor, list.sort()));
        } catch (Problem _) {
            throw ApiList.badCursor();
        }
    }
}
