// The segment builder: the server makes the rows anew after each press of a button and each choice
// of a kind. What is pressed or typed until they stand would go with the old rows, so it is done
// once more on the new ones. Where a row was taken away the others have new numbers, and what was
// done meanwhile might mean another row: it is dropped, so a double click takes one row away.
(() => {
    const TAKES_AWAY = /^(remove|forget):/;

    let underway = null;

    const fields = () => [...document.querySelectorAll("#tree :is(input, select, textarea)[id]")];
    const content = (field) => ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;

    document.addEventListener("htmx:confirm", (event) => {
        if (!underway || !event.target.closest("#tree")) {
            return;
        }
        event.preventDefault();
        if (event.target.matches("button")) {
            underway.pressed.push(event.target.value);
        }
    });

    document.addEventListener("htmx:beforeRequest", (event) => {
        if (event.target.closest("#tree")) {
            underway = {
                takesAway: TAKES_AWAY.test(event.target.value),
                sent: new Map(fields().map((field) => [field.id, content(field)])),
                typed: new Map(),
                pressed: [],
            };
        }
    });

    document.addEventListener("htmx:beforeSwap", (event) => {
        if (underway && event.detail.target.id === "tree") {
            fields().filter((field) => underway.sent.get(field.id) !== content(field))
                .forEach((field) => underway.typed.set(field.id, content(field)));
        }
    });

    document.addEventListener("htmx:afterRequest", (event) => {
        if (!event.detail.successful && event.detail.target.id === "tree") {
            underway = null;
        }
    });

    document.addEventListener("htmx:afterSettle", (event) => {
        if (underway && event.target.id === "tree") {
            const done = underway;
            underway = null;
            if (!done.takesAway) {
                repeat(done);
            }
        }
    });

    const repeat = ({typed, pressed}) => {
        const changed = fields().filter((field) => typed.has(field.id));
        changed.forEach((field) => {
            const value = typed.get(field.id);
            if (typeof value === "boolean") {
                field.checked = value;
            } else {
                field.value = value;
            }
        });
        changed.forEach((field) => {
            field.dispatchEvent(new Event("input", {bubbles: true}));
            field.dispatchEvent(new Event("change", {bubbles: true}));
        });
        pressed.forEach((value) => document.querySelector(`#tree button[value="${CSS.escape(value)}"]`)?.click());
    };
})();
