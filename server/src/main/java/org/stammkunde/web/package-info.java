/**
 * How pages are made: layout, templates, texts in two languages, numbers and money as the reader
 * writes them, static files, security headers, and errors that say what to do.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Every answer carries a content security policy without inline script or style; what a
 *       browser refuses is reported to {@code /csp-report} and kept in {@link
 *       org.stammkunde.web.PolicyViolations}.
 *   <li>Every text of a page comes from {@code i18n/<module>_en.properties} and {@code
 *       i18n/<module>_de.properties}; a key that is missing in one of them fails a test.
 *   <li>Errors have stable codes: as pages for people, as RFC 9457 problem details below {@code
 *       /api/}.
 * </ul>
 *
 * <p>Deliberately does not know who is signed in (it shows the name of the request's principal),
 * nor any customer, order or figure. Modules add themselves to the navigation by a {@link
 * org.stammkunde.web.NavigationEntry} bean.
 */
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"merchant"})
@NullMarked
package org.stammkunde.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
