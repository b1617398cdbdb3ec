// 法律页：到第几条；地址指着哪一条款项，引文就写明哪一条款项。
(() => {
  const DIGITS = "零一二三四五六七八九";

  /** 汉字数目化为数；认不出就是 NaN。 */
  const value = (text) => {
    if (/^[0-9]+$/.test(text)) return Number(text);
    let total = 0;
    let digit = 0;
    for (const character of text.replaceAll("〇", "零")) {
      const unit = { 十: 10, 百: 100, 千: 1000 }[character];
      const here = DIGITS.indexOf(character);
      if (unit) total += (digit || 1) * unit;
      else if (here < 0) return NaN;
      digit = unit ? 0 : here;
    }
    return total + digit;
  };

  /** 一万以下的数写成汉字，款和项用。 */
  const han = (number) => {
    if (number >= 100) return String(number);
    const [tens, ones] = [Math.floor(number / 10), number % 10];
    return (tens ? `${tens > 1 ? DIGITS[tens] : ""}十` : "") + (ones || !tens ? DIGITS[ones] : "");
  };

  /** “27”“第二十七条”“390之1”“二十七条二款”所指的地址。 */
  const anchor = (text) => {
    const plain = text.normalize("NFKC").replace(/\s/g, "");
    const match =
      /^第?([0-9一二三四五六七八九十百千零〇]+)条?(?:之([0-9一二三四五六七八九十]+))?(?:第?([0-9一二三四五六七八九十]+)款)?$/.exec(
        plain,
      );
    if (!match) return "";
    const [article, bis, clause] = match.slice(1).map((part) => (part ? value(part) : 0));
    return `art-${article}${bis ? `-bis-${bis}` : ""}${clause > 1 ? `-${clause}` : ""}`;
  };

  for (const form of document.querySelectorAll("[data-gw-goto]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const target = document.getElementById(anchor(form.elements.n.value));
      form.querySelector("[role=status]").textContent = target ? "" : "本件没有这一条";
      if (target) location.hash = target.id;
    });
  }

  /** 地址所指的条款项怎样引用：只有一款的条不说第一款。 */
  const cited = (id) => {
    const match = /^(art-\d+(?:-bis-\d+)?)(?:-(\d+))?(?:-(\d+))?$/.exec(id);
    const article = match && document.getElementById(match[1])?.textContent;
    if (!article) return "";
    const several = document.getElementById(`${match[1]}-1`) || document.getElementById(`${match[1]}-2`);
    const clause = match[2] && several ? `第${han(Number(match[2]))}款` : "";
    return article + clause + (match[3] ? `第${han(Number(match[3]))}项` : "");
  };

  const citations = [...document.querySelectorAll(".gw-cite[data-page]")].map((element) => [
    element,
    element.textContent,
  ]);
  const update = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const place = cited(id);
    for (const [element, text] of citations) {
      // 题名之后写条款，页址之后接锚
      element.textContent = place
        ? text.replace("[EB/OL]", `：${place}[EB/OL]`).replace(/\.$/, `#${id}.`)
        : text;
    }
  };
  addEventListener("hashchange", update);
  update();
})();
