package org.stammkunde.identity;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to why identifiers belong together. */
@Component
public class Evidence {

    private final Links links;

    Evidence(JdbcClient jdbc) {
        this.links = new Links(jdbc);
    }

    /**
     * What joined the identifiers of a customer, in the order in which it counted: one less than
     * there are identifiers. Taking the fact of any of them away would split the customer, unless
     * another fact says the same.
     */
    public List<Join> of(long customer) {
        Links.Component component = links.within(customer);
        return Resolution.joining(component.identifiers(), component.links()).stream()
                .map(link ->
                        new Join(link.stronger(), link.weaker(), link.firstAt(), link.firstKey()))
                .toList();
    }
}
