package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private final ApplicationModules modules =
            ApplicationModules.of(
                    Stammkunde.class,
                    // another artifact: plain computation that any module may use
                    JavaClass.Predicates.resideInAPackage("org.stammkunde.engine.."));

    @Test
    void aModuleUsesOnlyWhatItDeclaresAndNothingGoesInCircles() {
        modules.verify();

        assertThat(modules.stream()).hasSizeGreaterThanOrEqualTo(11);
    }
}
