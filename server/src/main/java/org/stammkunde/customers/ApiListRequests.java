package org.stammkunde.customers;

import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Problem;

/**
 * Reads from addresses of the API which customers are asked for: as the list of the console does,
 * but a name that is unknown is told. What a misspelt filter does not narrow would be everybody.
 */
@Component
class ApiListRequests {

    private final ListRequests requests;
    private final Filters filters;

    ApiListRequests(ListRequests requests, Filters filters) {
        this.requests = requests;
        this.filters = filters;
    }

    /**
     * What the parameters ask for.
     *
     * @param others names of parameters that mean something else
     */
    CustomerListQuery read(Map<String, String> parameters, Currency currency, Set<String> others) {
        List<String> allowed = new ArrayList<>(List.of("q", "sort"));
        allowed.addAll(filters.keys());
        allowed.addAll(others);
        for (String name : parameters.keySet()) {
            if (!allowed.contains(name)) {
                throw new Problem(
                        HttpStatus.BAD_REQUEST,
                        "parameter-unknown",
                        name,
                        String.join(", ", allowed));
            }
        }
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        asked.put("after", parameters.getOrDefault("cursor", ""));
        return requests.read(asked, currency);
    }

    /** Names search, filters and order in the OpenAPI document, which know all of them. */
    @Configuration(proxyBeanMethods = false)
    static class Documented {

        private static final Set<String> LISTS =
                Set.of("listCustomers", "countCustomers", "exportCustomers");

        @Bean
        static OperationCustomizer customerListParameters(Filters filters, ListRequests requests) {
            return (operation, _) -> {
                if (LISTS.contains(operation.getOperationId())) {
                    operation.addParametersItem(
                            parameter(
                                    "q",
                                    "name, e-mail address, phone, card, customer or order number"));
                    if (!operation.getOperationId().equals("countCustomers")) {
                        operation.addParametersItem(
                                parameter("sort", "one of " + requests.sortKeys()));
                    }
                    filters.keys()
                            .forEach(key ->
                                    operation.addParametersItem(parameter(key, meaning(key))));
                }
                return operation;
            };
        }

        private static QueryParameter parameter(String name, String description) {
            QueryParameter parameter = new QueryParameter();
            parameter.name(name).description(description).schema(new StringSchema());
            return parameter;
        }

        private static String meaning(String key) {
            return switch (key) {
                case Filters.GROUP -> "key of a group, such as `treue-kunden`";
                case Filters.LAST_ORDER -> "one of " + sinceKeys();
                case Filters.CITY -> "name of a city, in any case";
                case Filters.SOURCE -> "number of a source";
                case Filters.CHANNEL -> "a channel somebody ordered through, such as `store`";
                case Filters.TAG -> "a tag";
                default ->
                        key.endsWith(Filters.MIN)
                                ? "at least so much " + key.substring(0, key.length() - 3)
                                : "at most so much " + key.substring(0, key.length() - 3);
            };
        }

        private static String sinceKeys() {
            return List.of(Filters.Since.values()).stream()
                    .map(since -> "`" + since.key() + "`")
                    .collect(Collectors.joining(", "));
        }
    }
}
