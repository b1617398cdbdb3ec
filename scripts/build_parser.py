"""The command line of build.py: what can be asked for. What is done stands in build.py."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from command_line import Parser, count, edtf, kind_name, one_line, port, share
from gongwen.messages import message


def parser(root: Path, commands_: Mapping[str, object]) -> Parser:
    """The command line of build.py.

    Args:
        root: the archive's folder where none is given.
        commands_: what does the work of each command; its docstring describes it.
    """
    top = Parser(
        prog="build.py",
        description=message("网络治理文献库：转换文献，构建网站。不带子命令时等于 build.py site。"),
        epilog=message(
            "例：\n  build.py convert 文件夹 --output 输出 --report 输出/report.jsonl\n  build.py add 通知.txt"
        ),
    )
    top.add_argument(
        "--root",
        type=Path,
        default=root,
        metavar=message("目录"),
        help=message("档案所在的文件夹，默认是本仓库"),
    )
    top.add_argument(
        "--texts",
        type=Path,
        metavar=message("目录"),
        help=message("库外全文所在的文件夹，供写明 provider: folder 的记录取用"),
    )
    commands = top.add_subparsers(
        dest="command", metavar=message("子命令"), title=message("子命令"), parser_class=Parser
    )
    _converting(commands, commands_)
    _reading(commands, commands_)
    _building(commands, commands_)
    _editing(commands, commands_)
    _parting(commands, commands_)
    return top


def _converting(commands: argparse._SubParsersAction[Parser], commands_: Mapping[str, object]) -> None:
    """The commands that make pages of files."""
    commands.add_parser(
        "site",
        help=message("转换 sources/ 里新的和改过的文件，然后构建网站到 site/"),
        description=commands_["site"].__doc__,
    )

    one = commands.add_parser(
        "convert", help=message("把文件或文件夹转换成页面"), description=commands_["convert"].__doc__
    )
    one.add_argument(
        "paths", nargs="+", metavar=message("路径"), help=message("文件或文件夹；文件夹里的每个文件成一页")
    )
    one.add_argument(
        "--output",
        type=Path,
        metavar=message("目录"),
        help=message("页面写到此目录；不给则写入 docs/documents/，原件存入 sources/"),
    )
    _wishes(one)
    one.add_argument("--show-removed", action="store_true", help=message("逐件逐行列出从原件中去掉的文字"))
    one.add_argument(
        "--report", type=Path, metavar=message("文件"), help=message("逐件报告，JSON Lines，次序同输入")
    )
    one.add_argument(
        "--jobs",
        type=count,
        metavar=message("数"),
        help=message("同时用几个处理器核心，默认全部；结果与数目无关"),
    )
    _stages(one)

    add = commands.add_parser("add", help=message("收入一件文献并预览"), description=commands_["add"].__doc__)
    add.add_argument("path", metavar=message("文件"), help=message("要收入的文件"))
    _wishes(add)
    add.add_argument("--no-preview", action="store_true", help=message("不打开预览"))

    verify_ = commands.add_parser(
        "verify",
        help=message("逐页核对：页面与工具今天由原件得出的是否一致"),
        description=commands_["verify"].__doc__,
    )
    verify_.add_argument(
        "--update", action="store_true", help=message("未经人改而结果已变的页面，改写成今天的结果")
    )
    verify_.add_argument(
        "what",
        nargs="?",
        metavar=message("页址或文件"),
        help=message("只核对这一页，列出标识和由来：页面的地址、记录的文件，或一个原件"),
    )


def _stages(command: argparse.ArgumentParser) -> None:
    """A delivery done in shards."""
    stage = command.add_mutually_exclusive_group()
    stage.add_argument(
        "--shard",
        type=share,
        metavar="k/n",
        help=message("把这一批分成 n 片，只做第 k 片，如 3/64；页面和报告留待合并时写"),
    )
    stage.add_argument(
        "--merge", action="store_true", help=message("各片都做完之后，合并成页面和报告，与一次做成的相同")
    )


def _reading(commands: argparse._SubParsersAction[Parser], commands_: Mapping[str, object]) -> None:
    """The commands that say what is found in texts."""
    names = commands.add_parser(
        "mentions", help=message("认出文中提到的机构、行动、术语"), description=commands_["mentions"].__doc__
    )
    names.add_argument("paths", nargs="+", metavar=message("路径"), help=message("文件或文件夹"))
    names.add_argument(
        "--date",
        type=edtf,
        metavar=message("日期"),
        help=message("文献的日期，如 2006-06-28、2011-05；不给则由文中推定"),
    )
    names.add_argument(
        "--place", metavar=message("地点"), help=message("文献的地点，如 河南省洛阳市；不给则由文中推定")
    )
    names.add_argument(
        "--report", type=Path, metavar=message("文件"), help=message("结果写到此文件，不给则写到标准输出")
    )
    names.add_argument(
        "--jobs", type=count, metavar=message("数"), help=message("同时用几个处理器核心，默认全部")
    )
    suggest_ = commands.add_parser(
        "suggest",
        help=message("列出馆藏中常见而没有条目的名称和说法"),
        description=commands_["suggest"].__doc__,
    )
    suggest_.add_argument(
        "--documents",
        type=count,
        default=2,
        metavar=message("件数"),
        help=message("至少见于几件文献，默认 2"),
    )
    suggest_.add_argument(
        "--most", type=count, default=40, metavar=message("条数"), help=message("至多列几条，默认 40")
    )


def _building(commands: argparse._SubParsersAction[Parser], commands_: Mapping[str, object]) -> None:
    """The commands that make what is published, or look at it."""
    serve_ = commands.add_parser(
        "serve", help=message("在本机预览网站"), description=commands_["serve"].__doc__
    )
    serve_.add_argument(
        "--port", type=port, metavar=message("端口"), help=message("默认是从 8000 起第一个空着的")
    )
    index_ = commands.add_parser(
        "index", help=message("只写出检索的索引，不构建网站"), description=commands_["index"].__doc__
    )
    index_.add_argument(
        "output", type=Path, metavar=message("目录"), help=message("写到此目录，其中原有的索引换掉")
    )
    index_.add_argument(
        "--cache",
        type=Path,
        metavar=message("目录"),
        help=message("未变的部分存在这里，下次取用；不给则不存"),
    )
    demo_ = commands.add_parser(
        "demo",
        help=message("把法律数据包构建成一个示例档案，在本机看"),
        description=commands_["demo"].__doc__,
    )
    demo_.add_argument(
        "--output", type=Path, metavar=message("目录"), help=message("写到此目录，默认是档案下的 demo/")
    )
    demo_.add_argument("--port", type=port, default=8001, metavar=message("端口"), help=message("默认 8001"))
    demo_.add_argument("--no-serve", action="store_true", help=message("只构建，不预览"))
    schema_ = commands.add_parser(
        "schema",
        help=message("写出元数据的 JSON Schema，供编辑器使用"),
        description=commands_["schema"].__doc__,
    )
    schema_.add_argument("output", type=Path, metavar=message("目录"), help=message("写到此目录"))


def _editing(commands: argparse._SubParsersAction[Parser], commands_: Mapping[str, object]) -> None:
    """The commands that write records by hand."""
    new = commands.add_parser(
        "new", help=message("新建一条记录：问明所需，写出合格的文件"), description=commands_["new"].__doc__
    )
    new.add_argument(
        "kind", type=kind_name, metavar=message("种类"), help=message("如 document、agency；写错时列出可用的")
    )
    new.add_argument("--id", metavar="id", help=message("文件名；不给则由名称的拼音拟定"))
    new.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=message("键=值"),
        help=message("已知的值，可以写几次，不再询问"),
    )
    rename = commands.add_parser(
        "rename", help=message("改记录的地址，旧地址仍可用"), description=commands_["rename"].__doc__
    )
    rename.add_argument("old", metavar=message("旧地址"), help=message("如 agencies/mii，或 docs/ 里的文件"))
    rename.add_argument("id", metavar=message("新id"), help=message("如 miit；文献写 2006/名称"))
    withdraw = commands.add_parser(
        "withdraw", help=message("撤下一条记录，页面留在原址"), description=commands_["withdraw"].__doc__
    )
    withdraw.add_argument(
        "address", metavar=message("地址"), help=message("如 documents/2006/x，或 docs/ 里的文件")
    )
    withdraw.add_argument(
        "--reason", type=one_line, required=True, metavar=message("理由"), help=message("写在页面上")
    )
    withdraw.add_argument("--date", type=edtf, metavar=message("日期"), help=message("撤下的日期，默认今天"))

    anchors = commands.add_parser(
        "anchors",
        help=message("正文改过之后，留住发布过的段落地址"),
        description=commands_["anchors"].__doc__,
    )
    anchors.add_argument(
        "--base", metavar=message("版本"), help=message("已发布的 git 版本；默认 origin/main、main 或 HEAD")
    )


def _parting(commands: argparse._SubParsersAction[Parser], commands_: Mapping[str, object]) -> None:
    """Commands that make several records of one, and one of two."""
    split = commands.add_parser(
        "split",
        help=message("把一件拆成几件，段落地址通向今天所在的那一件"),
        description=commands_["split"].__doc__,
    )
    split.add_argument(
        "address", metavar=message("地址"), help=message("如 documents/2006/x；第一部分留在这里")
    )
    split.add_argument(
        "--at",
        action="append",
        required=True,
        metavar=message("段址=新id"),
        help=message("从这一处（段落、标题、条）起另成一件，如 p-1a2b3c4d=2006/y、art-3=2006/y；可以有几个"),
    )
    split.add_argument(
        "--title",
        action="append",
        default=[],
        type=one_line,
        metavar=message("新id=题名"),
        help=message("那一件的题名；不给则取其首行的标题"),
    )
    merge = commands.add_parser(
        "merge", help=message("把一条并入另一条，旧地址仍可用"), description=commands_["merge"].__doc__
    )
    merge.add_argument("old", metavar=message("旧地址"), help=message("并入之后没有了的一条"))
    merge.add_argument("into", metavar=message("地址"), help=message("留下的一条"))
    how = merge.add_mutually_exclusive_group()
    how.add_argument("--append", action="store_true", help=message("旧的正文接在后面；不给则只并地址和关系"))
    how.add_argument("--drop", action="store_true", help=message("留下的一条没有的段落不要了"))


def _wishes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--split", action="store_true", help=message("一个文件里有几件文献的，拆成几页"))
    command.add_argument(
        "--access",
        choices=("full", "excerpt", "record"),
        metavar="full|excerpt|record",
        help=message("公开范围：全文、节录、仅著录；不给则按文件中的迹象定"),
    )
    command.add_argument(
        "--rights-note",
        type=one_line,
        metavar=message("说明"),
        help=message("为何可以公开到这个范围，写在页面上"),
    )
