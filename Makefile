# 网络治理文献库。需要：python3（3.11 以上）、git、make；其余自行装进 .venv。
# 检查样式、脚本和网页的工具另要 node（18.18 以上）与 npm，装进 node_modules；没有就跳过并说明，GONGWEN_TOOLS=required 时算失败。
.DEFAULT_GOAL := help
.PHONY: help writable setup tools site serve add demo verify check review messages audit test lint lint-front eval bench bench-search longevity clean

# 文件名只是文件名：其中的 $、反引号、引号既不由 make 展开，也不经 shell 解释，由环境变量递给脚本。
ifdef FILE
override FILE := $(value FILE)
endif
export FILE

# 说哪种话：同 gongwen.messages，GONGWEN_LANG 在先，英文以外都说中文。
SPOKEN := $(firstword $(GONGWEN_LANG) $(LC_ALL) $(LC_MESSAGES) $(LANG))
EN := $(filter en en_% en-% en.% EN EN_%,$(SPOKEN))
say = $(if $(EN),$(2),$(1))

# 没有 uv 就装一个到 .venv，不动系统；所以同步时不清除多出来的包。
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .venv/bin/uv)
RUN := $(UV) run --frozen --no-sync

help: ## 列出可用的命令 ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.* ## (.*) ## (.*)/make \1\t\$(if $(EN),3,2)/' | expand -t 20

.venv/bin/uv: | writable
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '$(call say,要 Python 3.11 以上，这里没有。装上，再试,It needs Python 3.11 or newer; install it and try again)'; exit 1; }
	@python3 -m venv .venv || { echo '$(call say,建不了虚拟环境。Debian 上先运行 apt-get install python3-venv，再试,No virtual environment can be made. On Debian run apt-get install python3-venv first)'; exit 1; }
	@.venv/bin/python -m pip install -qq --disable-pip-version-check 'uv>=0.9,<1'
	@.venv/bin/uv pip uninstall --quiet --python .venv/bin/python pip setuptools # 此后由 uv 装，省 20 MB

# 只读的（光盘、只读挂载、别人的文件夹）先说明白，免得装到一半。
writable:
	@test -w . || { echo '$(call say,这个文件夹不能写：工具装在其中的 .venv，网站写在 site/。复制到能写的地方再试,This folder is read-only: tools go into its .venv and the site into site/. Copy it to where you can write)'; exit 1; }

setup: writable $(filter .venv/bin/uv,$(UV)) ## 装好构建网站、收入文献所需的 ## install what building the site and adding documents need
	@$(UV) sync --frozen --inexact --quiet

tools: setup ## 另装检查和测试用的东西 ## install what checks and tests need as well
	@$(UV) sync --frozen --inexact --quiet --group dev

site: setup ## 转换新的原件，构建网站到 site/ ## convert new originals, build the site into site/
	@$(RUN) python scripts/build.py site

serve: setup ## 在本机预览网站 ## preview the site on this machine
	@$(RUN) python scripts/build.py serve

add: setup ## 收入一件文献：make add FILE=通知.txt ## add one document: make add FILE=notice.txt
	@test -n "$$FILE" || { echo '$(call say,用法：make add FILE=文件,Usage: make add FILE=file)'; exit 2; }
	@$(RUN) python scripts/build.py add -- "$$FILE"

demo: setup ## 把数据包里的几百部法律构建成示例档案，在本机看 ## build a demonstration of some hundred laws out of a data package, and serve it
	@$(RUN) python scripts/build.py demo

verify: setup ## 页面与工具今天由原件得出的是否一致 ## whether pages are what the tool makes of their originals today
	@$(RUN) python scripts/build.py verify

check: setup ## 核对记录、关系与链接 ## check records, relations and links
	@$(RUN) python scripts/check.py $(CHECK_OPTIONS)

review: setup ## 这个分支对馆藏做了什么：新收、改动、去掉的、存疑、原件与页面的差别 ## what this branch does to the archive: added, changed, taken away, doubtful, how pages differ from originals
	@$(RUN) python scripts/review.py $(REVIEW_OPTIONS)

messages: tools ## 收集命令所说的话，更新英文的译文目录 ## gather what commands say, update the catalogue of its English
	@$(RUN) python scripts/catalogue.py

lint: tools ## 代码的格式、类型与写法 ## form, types and style of the code
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-logo --cache-dir .cache/imports
	@if [ '$(NPM)' ] && $(INSTALL); then $(MAKE) --no-print-directory lint-front; \
	else echo '$(call say,样式与脚本没有检查：要 node（18.18 以上）、npm 和它们取得到的工具,Styles and scripts were not checked: that takes node (18.18 or newer) and npm)'; test "$$GONGWEN_TOOLS" != required; fi

NPM = $(shell command -v npm >/dev/null && node -e '[a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 18) ? 0 : 1)' && echo npm)
INSTALL = { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --silent; }
FRONT = theme/assets tests/js *.js *.json .prettierrc.json

lint-front:
	@npx --no-install prettier --check --log-level warn $(FRONT)
	@npx --no-install tsc -p .
	@npx --no-install tsc -p tests/js
	@npx --no-install eslint theme/assets tests/js *.js
	@npx --no-install stylelint "theme/assets/css/*.css"

audit: tools ## 所依赖的程序：已知的漏洞、许可，并写出清单（CycloneDX） ## what the project depends on: known vulnerabilities, licences, a list (CycloneDX)
	@if [ '$(NPM)' ]; then $(INSTALL); fi
	@$(RUN) python scripts/audit.py

test: tools lint ## 全部测试 ## all tests
	@$(RUN) pytest -n auto

eval: setup ## 评测转换的准确度；多出一处不符即失败 ## how well conversion does; fails where anything more goes wrong
	@$(RUN) python bench/evaluate.py

bench: tools ## 转换与构建的时间和内存 ## time and memory of conversion and build
	@$(RUN) python bench/bench.py

bench-search: tools ## 检索：速度、大小、查全，与 Material、Pagefind 对照 ## search: speed, size, recall, beside Material and Pagefind
	@$(UV) sync --frozen --inexact --quiet --group dev --group compare
	@$(RUN) python bench/bench_search.py

longevity: tools ## 用 mkdocs 的后继 ProperDocs 再构建一次，须逐字节相同 ## build with ProperDocs, mkdocs' successor; it must be the same byte for byte
	@$(RUN) python bench/longevity.py

clean: ## 删去生成的东西 ## remove what was generated
	@rm -rf site demo .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
