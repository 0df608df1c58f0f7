// The segment builder: the server makes the rows anew after each press of a button and each choice
// of a kind. What is pressed or typed until they stand would go with the old rows, so it is done
// once more on the new ones. Where a row was taken away those after it have new numbers; what was
// done to the row itself is dropped, so a double click takes one row away.
(() => {
    // A button names what it takes away by a place that ends in a number: "r.0.1" is the second row
    // of the first group, "r.0.1/p2" the second property of that row.
    const TAKES_AWAY = /^(?:remove|forget):(.*\D)(\d+)$/;

    let underway = null;

    const fields = () => [...document.querySelectorAll("#tree :is(input, select, textarea)[name]")];
    const content = (field) => ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;

    // Where a place is once the one of that number has gone from its group; null if it went with it.
    const moved = (place, group, gone) => {
        const [, number, inside] = /^(\d+)(.*)$/.exec(place.slice(group.length)) ?? [];
        if (!place.startsWith(group) || !number || Number(number) < gone) {
            return place;
        }
        return Number(number) === gone ? null : group + (number - 1) + inside;
    };

    // Where places are after a press: all as before, unless it takes one away.
    const placesAfter = (pressed) => {
        const [, group, number] = TAKES_AWAY.exec(pressed) ?? [];
        return (place) => group ? moved(place, group, Number(number)) : place;
    };

    // The name "r.0.1:p2value" is of something at the place "r.0.1/p2value".
    const nameAfter = (name, places) => places(name.replace(":", "/"))?.replace("/", ":");

    const buttonAfter = (value, places) => {
        const [verb, place] = value.split(":");
        const now = places(place);
        return now && document.querySelector(`#tree button[value="${CSS.escape(`${verb}:${now}`)}"]`);
    };

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
                places: placesAfter(event.target.value),
                sent: new Map(fields().map((field) => [field.name, content(field)])),
                typed: new Map(),
                focused: null,
                pressed: [],
            };
        }
    });

    document.addEventListener("htmx:beforeSwap", (event) => {
        if (underway && event.detail.target.id === "tree") {
            const {places, sent, typed} = underway;
            fields().filter((field) => sent.get(field.name) !== content(field))
                .forEach((field) => typed.set(nameAfter(field.name, places), content(field)));
            const focused = fields().find((field) => field === document.activeElement);
            underway.focused = focused && {
                name: nameAfter(focused.name, places),
                from: focused.selectionStart,
                to: focused.selectionEnd,
            };
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
            repeat(done);
        }
    });

    const repeat = ({places, typed, focused, pressed}) => {
        const changed = fields()
            .filter((field) => typed.has(field.name) && offers(field, typed.get(field.name)));
        changed.forEach((field) => put(field, typed.get(field.name)));
        fields().filter((field) => field.name === focused?.name).forEach((field) => focus(field, focused));
        changed.forEach((field) => {
            field.dispatchEvent(new Event("input", {bubbles: true}));
            field.dispatchEvent(new Event("change", {bubbles: true}));
        });
        pressed.forEach((value) => buttonAfter(value, places)?.click());
    };

    // A choice that is not offered any more would leave the menu blank.
    const offers = (field, value) =>
        !field.matches("select") || [...field.options].some((option) => option.value === value);

    const put = (field, value) => {
        if (typeof value === "boolean") {
            field.checked = value;
        } else {
            field.value = value;
        }
        unfold(field);
    };

    // The caret has gone to the end of a text that was put in; what is folded away has lost the focus.
    const focus = (field, {from, to}) => {
        unfold(field);
        field.focus({preventScroll: true});
        if (Number.isInteger(field.selectionStart)) {
            field.setSelectionRange(from, to);
        }
    };

    const unfold = (field) => field.closest("details")?.setAttribute("open", "");
})();
