/* 脚本的规矩：推荐的全开；长短与 Python 的一样有限。 */
import js from "@eslint/js";
import globals from "globals";

const limits = {
  complexity: ["error", 16],
  "max-lines": ["error", 400],
  "max-lines-per-function": ["error", { max: 60, skipComments: true }],
  "no-irregular-whitespace": ["error", { skipTemplates: true, skipStrings: true }],
};
const style = {
  eqeqeq: "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  // 内容一律作文字放进去
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({ property })),
  ],
};

export default [
  js.configs.recommended,
  {
    files: ["theme/assets/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: { ...limits, ...style },
  },
  { files: ["theme/assets/reading.js"], languageOptions: { sourceType: "script" } },
  { files: ["tests/js/**/*.js", "*.config.js"], languageOptions: { globals: globals.node } },
];
