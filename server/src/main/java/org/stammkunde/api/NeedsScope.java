package org.stammkunde.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that a caller of this address needs; of a method, or of all methods of a controller. An
 * address below {@code /api/} without one is refused to everybody.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsScope {

    /** The scope. */
    ApiScope value();
}
