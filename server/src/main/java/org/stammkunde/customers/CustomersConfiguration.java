package org.stammkunde.customers;

import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.api.FactAddress;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class CustomersConfiguration {

    @Bean
    static FactAddress consentAddresses() {
        return new FactAddress(Pattern.compile("/api/(consents|customers/\\d+/consents)"));
    }

    @Bean
    static NavigationEntry customersNavigation() {
        return new NavigationEntry("customers.navigation", "/customers", "users", 20);
    }
}
