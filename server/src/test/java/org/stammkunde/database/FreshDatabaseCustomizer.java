package org.stammkunde.database;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every Spring test context a fresh database of the one test PostgreSQL, without anything to
 * declare.
 */
final class FreshDatabaseCustomizer implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new FreshDatabase();
    }

    /**
     * Equal to any other, so that contexts of the same configuration are shared between test
     * classes.
     */
    private record FreshDatabase() implements ContextCustomizer {

        @Override
        public void customizeContext(
                ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            DatabaseAddress address = TestDatabase.freshAddress();
            TestPropertyValues.of(
                            "stammkunde.database.url=" + address.url(),
                            "stammkunde.database.user=" + address.user(),
                            "stammkunde.database.password=" + address.password(),
                            "stammkunde.data=target/test-data")
                    .applyTo(context);
        }
    }
}
