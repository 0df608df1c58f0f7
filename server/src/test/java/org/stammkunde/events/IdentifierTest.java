package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentifierTest {

    @Test
    void eMailAddressesHaveOneNormalForm() {
        check("anna@example.com", Identifier.email(" Anna@Example.COM "));
        check("anna@example.com", Identifier.email("mailto:anna@example.com"));
        check("jörg@example.com", Identifier.email("jo\u0308rg@example.com"));
        check("a.b+c@example.com", Identifier.email("a.b+c@example.com"));
        check(null, Identifier.email("anna"));
        check(null, Identifier.email("anna@localhost"));
        check(null, Identifier.email("anna@example.com, bert@example.com"));
        check(null, Identifier.email(""));
        check(null, Identifier.email("a".repeat(300) + "@example.com"));
    }

    @Test
    void phoneNumbersHaveOneNormalForm() {
        check("+4930123456", Identifier.phone("030 / 12 34 56", "DE"));
        check("+4930123456", Identifier.phone("+49 (0)30 123456", "DE"));
        check("+4930123456", Identifier.phone("0049 30 123456", "DE"));
        check("+4312345678", Identifier.phone("01 2345678", "AT"));
        check(null, Identifier.phone("ask me", "DE"));
        check(null, Identifier.phone("12", "DE"));
    }

    @Test
    void valuesThatMeanNobodyAreNoCustomerNumbers() {
        check("4711", Identifier.customerId("shop", " 4711 "));
        check("0815", Identifier.customerId("shop", "0815"));
        for (String nobody :
                new String[] {
                    "", "  ", "0", "000", "-1", "0.0", "null", "NULL", "guest", "Gast", "n/a"
                }) {
            check(null, Identifier.customerId("shop", nobody));
        }
    }

    @Test
    void charactersThatTheDatabaseCannotHoldAreDropped() {
        check("47", Identifier.customerId("shop", "4\u00007"));
    }

    private static void check(@Nullable String expected, Optional<Identifier> found) {
        assertThat(found.map(Identifier::value).orElse(null)).isEqualTo(expected);
    }
}
