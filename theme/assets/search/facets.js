/* 分面：年份、类型、机构、行动、门类，带件数，可以合用。 */

import { KINDS, make, mixed } from "./show.js";
import { named as word, told } from "./told.js";

/** @typedef {import("./words.js").Span} Span */
/** @typedef {import("./found.js").Chosen} Chosen */
/** @typedef {Awaited<ReturnType<import("./found.js").Found["facets"]>>} Counted */
/** 一行：值，名称，件数，选了没有。 @typedef {[value: string, label: string, count: number, checked: boolean]} Line */

const SHOWN = 6; // 每个分面先列几项
const SVG = "http://www.w3.org/2000/svg";

export class Facets {
  /** @param {HTMLDetailsElement} box @param {(choice: Record<string, string[]>) => void} choose 读者选了什么 */
  constructor(box, choose) {
    this.box = box;
    this.choose = choose;
    /** @type {Set<string>} */
    this.whole = new Set(); // 展开了的分面
    this.narrow = matchMedia("(max-width: 59.9375em)");
    this.fit();
    this.narrow.addEventListener("change", () => this.fit());
    box.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) this.#changed(event.target);
    });
  }

  /** 宽屏总是展开，窄屏先收起。 */
  fit() {
    this.box.open = !this.narrow.matches;
  }

  hide() {
    this.box.hidden = true;
  }

  /** @param {import("./engine.js").Engine} engine @param {Counted} counted @param {Chosen} chosen */
  draw(engine, { counts, names }, chosen) {
    const active = document.activeElement;
    const focused = active instanceof HTMLElement && this.box.contains(active) ? active.dataset.key : "";
    /** @param {string} key */
    const called = (key) => engine.called(names.get(key) ?? key);
    const parts = [
      this.#years(engine, counts.year, chosen.year),
      this.#list("type", word("类型"), counts.type, chosen.type, word),
      this.#list("agency", word("机构"), counts.agency, chosen.agency, called),
      this.#list("campaign", word("行动"), counts.campaign, chosen.campaign, called),
      counts.kind.size > 1 || chosen.kind.length
        ? this.#list("kind", word("门类"), counts.kind, chosen.kind, (key) => KINDS[key] ?? key)
        : null,
    ];
    for (const old of this.box.querySelectorAll("fieldset")) old.remove();
    for (const part of parts) if (part) this.box.append(part);
    this.box.hidden = false;
    if (!focused) return;
    // 去掉了的一年不再列出：到同一个分面的头一项
    const same = this.box.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    const next = same ?? this.box.querySelector(`input[name="${focused.split("-")[0]}"]`);
    if (next instanceof HTMLElement) next.focus();
  }

  /** 一个分面。
   *  @param {string} field @param {string} legend @param {Map<string, number>} counts @param {string[]} chosen
   *  @param {(key: string) => string} named @returns {HTMLFieldSetElement | null} */
  #list(field, legend, counts, chosen, named) {
    const all = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const key of chosen) if (!counts.has(key)) all.push([key, 0]);
    if (!all.length) return null;
    const shown = this.whole.has(field)
      ? all
      : all.filter(([key], index) => index < SHOWN || chosen.includes(key));
    const set = make(
      "fieldset",
      {},
      make("legend", {}, legend),
      ...shown.map(([key, count]) => this.#box(field, [key, named(key), count, chosen.includes(key)])),
    );
    if (shown.length < all.length) {
      const more = make(
        "button",
        { type: "button", class: "gw-linker", "data-key": `${field}-more` },
        told("全部 {number} 项", { number: all.length }),
      );
      more.addEventListener("click", () => {
        this.whole.add(field);
        const whole = this.#list(field, legend, counts, chosen, named);
        if (!whole) return;
        set.replaceWith(whole);
        whole.querySelectorAll("input")[shown.length]?.focus();
      });
      set.append(more);
    }
    return set;
  }

  /** @param {string} field @param {Line} line */
  #box(field, [key, label, count, checked]) {
    const input = make("input", { type: "checkbox", name: field, value: key, "data-key": `${field}-${key}` });
    input.checked = checked;
    return make("label", {}, input, make("span", {}, ...mixed(label)), make("span", {}, String(count)));
  }

  /** 逐年的柱，和十年一项。
   *  @param {import("./engine.js").Engine} engine @param {Map<number, number>} counts @param {Span[]} chosen */
  #years(engine, counts, chosen) {
    const every = engine.catalogue.years.filter(([year]) => year);
    const [first, last] = [every[0]?.[0], every.at(-1)?.[0]];
    if (!first || !last) return null;
    const kept = spans(first, last, counts, chosen).filter(([, , count, checked]) => count || checked);
    if (!kept.length) return null;
    const ends = make(
      "p",
      { class: "gw-note gw-ends num" },
      make("span", {}, String(first)),
      make("span", {}, String(last)),
    );
    const picture = make("div", { class: "gw-fig" }, this.#picture(first, last, new Map(every), counts));
    return make(
      "fieldset",
      { class: "years" },
      make("legend", {}, word("年份")),
      picture,
      ends,
      ...kept.map((row) => this.#box("year", row)),
    );
  }

  /** @param {number} first @param {number} last @param {Map<number, number>} totals @param {Map<number, number>} counts */
  #picture(first, last, totals, counts) {
    const width = 212 / (last - first + 1);
    const highest = Math.max(...totals.values());
    const svg = drawn("svg", { viewBox: "0 0 212 45", "aria-hidden": "true" });
    /** @param {string} css @param {number} year @param {number} count */
    const bar = (css, year, count) => {
      const height = count ? Math.max(1.2, (count / highest) * 40) : 0;
      const [x, y] = [(year - first) * width + 1, 44 - height];
      return drawn("rect", { class: css, x, y, width: Math.max(1, width - 1.8), height });
    };
    for (let year = first; year <= last; year++) {
      svg.append(bar("bar-2", year, totals.get(year) ?? 0));
      const own = counts.get(year) ?? 0;
      if (!own) continue;
      const hot = bar("hot", year, own);
      const title = drawn("title", {});
      title.textContent = told("{year} 年 {number} 件", { year, number: own });
      hot.append(title);
      hot.addEventListener("click", () => this.choose({ year: [String(year)] }));
      svg.append(hot);
    }
    svg.append(drawn("line", { class: "axis", x1: 0, x2: 212, y1: 44, y2: 44 }));
    return svg;
  }

  /** @param {HTMLInputElement} input */
  #changed(input) {
    if (input.type !== "checkbox") return;
    const boxes = this.box.querySelectorAll(`input[name="${input.name}"]:checked`);
    const values = [.../** @type {NodeListOf<HTMLInputElement>} */ (boxes)].map((one) => one.value);
    this.choose({ [input.name]: values });
  }
}

/** 十年一项，近的在前；地址里另写的年份接在后面。
 *  @param {number} first @param {number} last @param {Map<number, number>} counts @param {Span[]} chosen
 *  @returns {Line[]} */
export function spans(first, last, counts, chosen) {
  /** @param {Span} span */
  const sum = ([from, to]) =>
    [...counts].reduce((total, [year, count]) => total + (year >= from && year <= to ? count : 0), 0);
  /** @type {Line[]} */
  const rows = [];
  const own = new Set();
  for (let decade = Math.floor(last / 10) * 10; decade + 9 >= first; decade -= 10) {
    const from = Math.max(decade, first);
    const to = Math.min(decade + 9, last);
    const label = to === last ? told("{year} 年以来", { year: from }) : `${from}—${to}`;
    own.add(`${from}-${to}`);
    const checked = chosen.some(([a, b]) => a === from && b === to);
    rows.push([`${from}-${to}`, label, sum([from, to]), checked]);
  }
  for (const [from, to] of chosen) {
    if (own.has(`${from}-${to}`)) continue;
    const one = from === to;
    rows.push([
      one ? `${from}` : `${from}-${to}`,
      one ? told("{year} 年", { year: from }) : `${from}—${to}`,
      sum([from, to]),
      true,
    ]);
  }
  return rows;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
