// What a test asks of a page that is drawn. Each function returns sentences about what is wrong; an empty list is good.
window.inspect = (() => {
  const name = element => {
    const id = element.closest("[data-testid]")?.dataset.testid;
    return `<${element.localName}${element.className && typeof element.className === "string" ? "." + element.className.trim().split(/\s+/).slice(0, 2).join(".") : ""}${id ? ` in ${id}` : ""}> ${(element.innerText ?? "").trim().slice(0, 40)}`;
  };
  const shown = element => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const hiddenFromSight = element => element.closest(".visually-hidden") !== null;

  // WCAG 2.5.8: 24 by 24, but for links inside a sentence, and for what has 24 px of room to itself
  function targets() {
    const found = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=checkbox]")].filter(shown);
    const box = element => (element.matches("input[type=checkbox], input[type=radio]") ? element.closest("label") ?? element : element).getBoundingClientRect();
    const tooSmall = element => {
      const { width, height } = box(element);
      if (width === 0 || height === 0 || (width >= 23.5 && height >= 23.5) || element.matches(".skip-link")) return false;
      const inSentence = getComputedStyle(element).display.startsWith("inline") && element.parentElement.innerText.trim().length > element.innerText.trim().length;
      if (inSentence) return false;
      const stretched = getComputedStyle(element, "::after").position === "absolute";
      return !stretched;
    };
    return found.filter(tooSmall).map(element => `${name(element)} is ${Math.round(box(element).width)} by ${Math.round(box(element).height)} px`);
  }

  // nothing reaches over the side of the window, and nothing that has no scroll bar of its own is cut
  function cut() {
    const root = document.documentElement;
    const wrong = [];
    // the ripple of a click reaches over its button on purpose
    const content = element => (element.matches(".mud-ripple") && element.querySelector(".mud-button-label")) || element;
    if (root.scrollWidth > root.clientWidth) {
      const scrollsItself = element => { for (let e = element; e && e !== document.body; e = e.parentElement) if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX)) return true; return false; };
      const wide = [...document.body.querySelectorAll("*")].filter(e => shown(e) && !hiddenFromSight(e) && !scrollsItself(e) && (e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1));
      wrong.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth} px: ${wide.slice(0, 4).map(name).join(" | ")}`);
    }
    for (const element of document.querySelectorAll("h1, h2, h3, p, a, button, td, dd, dt, li, label, .tone-chip, .stat-value")) {
      if (!shown(element) || hiddenFromSight(element)) continue;
      const style = getComputedStyle(element);
      if ((style.overflowX === "hidden" || style.overflowX === "clip") && content(element).scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) wrong.push(`${name(element)} is cut`);
    }
    return wrong;
  }

  // prefers-reduced-motion is emulated: what still moves, moves against the viewer's wish
  function motion() {
    const seconds = text => Math.max(...text.split(",").map(part => parseFloat(part) * (part.trim().endsWith("ms") ? .001 : 1)));
    return [...document.querySelectorAll("*")].filter(shown).filter(element => {
      const style = getComputedStyle(element);
      return (style.transitionProperty !== "none" && seconds(style.transitionDuration) > .01) || (style.animationName !== "none" && (seconds(style.animationDuration) > .01 || style.animationIterationCount === "infinite"));
    }).map(element => `${name(element)} moves: ${getComputedStyle(element).animationName} ${getComputedStyle(element).transitionDuration}`);
  }

  // every text that a person sees or hears is in brackets, or is data: that of a person, a company, a moment, another program
  function literals() {
    const data = "time, code, bdi, .initials, [dir=auto], [dir=ltr], [data-value], [lang]:not(html), script, style, noscript, #blazor-error-ui, #components-reconnect-modal";
    const outside = text => {
      let depth = 0, rest = "";
      for (const sign of text) { if (sign === "⟦") depth++; else if (sign === "⟧") depth--; else if (depth === 0) rest += sign; }
      return rest;
    };
    // what the demonstration's people, companies and their Bob are called
    const known = /\b(Acme|Globex|Employed|Garden leave|Hired|Leave|Parental leave|Terminated|SERVICE-\d+|Simulated)\b|\S+@\S+\.example/g;
    const literal = text => /\p{L}{2}/u.test(outside(text).replace(known, ""));
    const wrong = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (!literal(textContent) || parentElement.closest(data)) continue;
      // a text that Blazor draws in pieces is one text to the reader
      if (!literal(parentElement.textContent)) continue;
      wrong.push(`${name(parentElement)}: “${textContent.trim().slice(0, 80)}”`);
    }
    for (const attribute of ["title", "aria-label", "aria-description", "placeholder", "alt", "data-label"]) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        const text = element.getAttribute(attribute);
        if (literal(text) && !element.closest(data)) wrong.push(`${name(element)} ${attribute}=“${text}”`);
      }
    }
    if (literal(document.title)) wrong.push(`the title of the tab: “${document.title}”`);
    return wrong;
  }

  // WCAG 3.1.2: in Hebrew, what is English says so, but for names of products and keys; the labels of MudBlazor's fields are plain text
  function parts() {
    const proper = /\b(Gifted( Portal)?|HiBob|Bob|JSON|CSV|UTC|SHA-256|Base64|JavaScript|token|Simulated|Tab|Shift|Enter)\b|\S+@\S+/g;
    const marked = "[lang]:not(html), bdi, code, time, [dir=auto], [dir=ltr], .mud-input-label, .mud-input-helper-text, .mud-input-outlined-border, [aria-hidden=true], option, select, script, style, noscript, #blazor-error-ui, #components-reconnect-modal";
    const wrong = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (/[A-Za-z]{3}/.test(textContent.replace(proper, "")) && !parentElement.closest(marked)) wrong.push(`${name(parentElement)}: “${textContent.trim().slice(0, 80)}”`);
    }
    return wrong;
  }

  // in the dark nothing but the colours is another
  async function axe(coloursOnly) {
    const result = await window.axe.run(document, { ...(coloursOnly && { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } }), resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
    return result.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.target.join(" ")} — ${node.failureSummary.split("\n").slice(1, 3).join(" ").trim()} ${node.html.slice(0, 140)}`));
  }

  const focusVisible = () => {
    const wrong = [];
    for (const element of [...document.querySelectorAll("main a[href], main button, main summary, main input:not([type=hidden])")].filter(shown).slice(0, 60)) {
      element.focus({ focusVisible: true });
      if (document.activeElement !== element) continue;
      const rings = [element, ...(function* () { for (let e = element.parentElement, i = 0; e && i < 6; e = e.parentElement, i++) yield e; })(), element.nextElementSibling].filter(Boolean);
      const marked = rings.some(e => { const s = getComputedStyle(e); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) ; }) || element.closest(".mud-input") !== null;
      if (!marked) wrong.push(`${name(element)} shows no focus`);
    }
    document.activeElement?.blur();
    return wrong;
  };

  // WCAG 2.4.11: what the page is for can be brought into view from anywhere, and nothing lies on it
  function reach() {
    const dialog = document.querySelector(".mud-dialog");
    if (!dialog && document.querySelector(".mud-overlay, :popover-open")) return [];
    const actions = [...(dialog ?? document.querySelector("main")).querySelectorAll(".mud-button-filled, .plain-button")].filter(shown);
    const wrong = [];
    for (const action of actions) {
      for (const from of [0, document.documentElement.scrollHeight]) {
        document.activeElement?.blur();
        window.scrollTo({ top: from, behavior: "instant" });
        // a disabled one takes no focus, but is to be seen all the same
        if (action.disabled) action.scrollIntoView({ block: "nearest" });
        else action.focus();
        const { left, right, top, bottom } = action.getBoundingClientRect();
        const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (left < -1 || right > document.documentElement.clientWidth + 1) wrong.push(`${name(action)} reaches over the side`);
        else if (!there || !(action.contains(there) || there.contains(action))) wrong.push(`${name(action)} ${there ? `is covered by ${name(there)}` : "is out of view"}, coming from ${from === 0 ? "above" : "below"}`);
      }
    }
    document.activeElement?.blur();
    window.scrollTo({ top: 0, behavior: "instant" });
    return wrong;
  }

  return { targets, cut, reach, motion, literals, parts, axe, focusVisible };
})();
