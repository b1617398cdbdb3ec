/* 样式的规矩：通行的一套，空行和类名照本库的写法。 */
export default {
  extends: "stylelint-config-standard",
  reportNeedlessDisables: true,
  rules: {
    // 同类的规则一条接一条，空行只在换一类时空
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
    // 次序由 hooks/assets.py 定，窄屏和印刷总在后面改写前面的
    "no-descending-specificity": null,
    // Material 的名称不由我们起
    "custom-property-pattern": null,
    "selector-class-pattern": null,
    // 旧的浏览器只认前一种写法
    "media-feature-range-notation": "prefix",
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust"] }],
    "value-keyword-case": [
      "lower",
      { camelCaseSvgKeywords: true, ignoreProperties: [/^font/, /^--/, "size"] },
    ],
  },
};
