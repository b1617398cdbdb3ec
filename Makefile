# 网络治理文献库。需要：python3（3.11 以上）、git、make；其余自行装进 .venv。
# 检查样式、脚本和网页的工具另要 node（18.18 以上）与 npm，装进 node_modules；没有就跳过并说明，GONGWEN_TOOLS=required 时算失败。
.DEFAULT_GOAL := help
.PHONY: help setup tools site serve add demo verify check review messages audit test lint lint-front eval bench bench-search longevity clean

# 文件名只是文件名：其中的 $、反引号、引号既不由 make 展开，也不经 shell 解释，由环境变量递给脚本。
ifdef FILE
override FILE := $(value FILE)
endif
export FILE

# 没有 uv 就装一个到 .venv，不动系统；所以同步时不清除多出来的包。
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .venv/bin/uv)
RUN := $(UV) run --frozen --no-sync

help: ## 列出可用的命令
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

.venv/bin/uv:
	@python3 -m venv .venv || { echo '建不了虚拟环境。Debian 上先运行 apt-get install python3-venv，再试'; exit 1; }
	@.venv/bin/python -m pip install -qq --disable-pip-version-check 'uv>=0.9,<1'

setup: $(filter .venv/bin/uv,$(UV)) ## 装好构建网站、收入文献所需的
	@$(UV) sync --frozen --inexact --quiet

tools: setup ## 另装检查和测试用的东西
	@$(UV) sync --frozen --inexact --quiet --group dev

site: setup ## 转换新的原件，构建网站到 site/
	@$(RUN) python scripts/build.py site

serve: setup ## 在本机预览网站
	@$(RUN) python scripts/build.py serve

add: setup ## 收入一件文献：make add FILE=通知.txt
	@test -n "$$FILE" || { echo '用法：make add FILE=文件'; exit 2; }
	@$(RUN) python scripts/build.py add -- "$$FILE"

demo: setup ## 把数据包里的几百部法律构建成示例档案，在本机看
	@$(RUN) python scripts/build.py demo

verify: setup ## 页面与工具今天由原件得出的是否一致
	@$(RUN) python scripts/build.py verify

check: setup ## 核对记录、关系与链接
	@$(RUN) python scripts/check.py $(CHECK_OPTIONS)

review: setup ## 这个分支对馆藏做了什么：新收、改动、去掉的、存疑、原件与页面的差别
	@$(RUN) python scripts/review.py $(REVIEW_OPTIONS)

messages: tools ## 收集命令所说的话，更新英文的译文目录
	@$(RUN) python scripts/catalogue.py

lint: tools ## 代码的格式、类型与写法
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-logo --cache-dir .cache/imports
	@if [ '$(NPM)' ] && $(INSTALL); then $(MAKE) --no-print-directory lint-front; \
	else echo '样式与脚本没有检查：要 node（18.18 以上）、npm 和它们取得到的工具'; test "$$GONGWEN_TOOLS" != required; fi

NPM = $(shell command -v npm >/dev/null && node -e '[a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 18) ? 0 : 1)' && echo npm)
INSTALL = { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --silent; }
FRONT = theme/assets tests/js *.js *.json .prettierrc.json

lint-front:
	@npx --no-install prettier --check --log-level warn $(FRONT)
	@npx --no-install tsc -p .
	@npx --no-install tsc -p tests/js
	@npx --no-install eslint theme/assets tests/js *.js
	@npx --no-install stylelint "theme/assets/css/*.css"

audit: tools ## 所依赖的程序：已知的漏洞、许可，并写出清单（CycloneDX）
	@if [ '$(NPM)' ]; then $(INSTALL); fi
	@$(RUN) python scripts/audit.py

test: tools lint ## 全部测试
	@$(RUN) pytest -n auto --dist loadgroup

eval: setup ## 评测转换的准确度；多出一处不符即失败
	@$(RUN) python bench/evaluate.py

bench: tools ## 转换与构建的时间和内存
	@$(RUN) python bench/bench.py

bench-search: tools ## 检索：速度、大小、查全，与 Material、Pagefind 对照
	@$(UV) sync --frozen --inexact --quiet --group dev --group compare
	@$(RUN) python bench/bench_search.py

longevity: tools ## 用 mkdocs 的后继 ProperDocs 再构建一次，须逐字节相同
	@$(RUN) python bench/longevity.py

clean: ## 删去生成的东西
	@rm -rf site demo .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
