/* 从一件文献退回检索页，接着从前的地方看：列过多少件，读到哪里，按检索式存到这个标签页关上为止。 */

const KEY = "gongwen.search.place";

/** @typedef {{at: string, listed: number, y: number}} Place */

export class Return {
  /** @param {HTMLElement} list 列出结果的地方 */
  constructor(list) {
    this.kept = taken();
    addEventListener("pagehide", () => {
      if (list.children.length) keep({ at: location.search, listed: list.children.length, y: scrollY });
    });
  }

  /** 这一次先列几件：退回来的，照从前列过的。
   *  @param {number} usual */
  listed(usual) {
    return Math.max(usual, this.kept?.listed ?? 0);
  }

  /** 列出之后，到从前读到的地方；只一次，再检索就从头看。 */
  scroll() {
    if (this.kept) scrollTo(0, this.kept.y);
    this.kept = null;
  }
}

/** @param {Place} place */
function keep(place) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    /* 不许存就从头看 */
  }
}

/** 退回和刷新的，才接着看。 @returns {Place | null} */
function taken() {
  const [entry] = performance.getEntriesByType("navigation");
  const came = entry instanceof PerformanceNavigationTiming ? entry.type : "";
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return ["back_forward", "reload"].includes(came) && kept?.at === location.search ? kept : null;
  } catch {
    return null;
  }
}
