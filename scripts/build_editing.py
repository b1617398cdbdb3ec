"""Commands of build.py that change records, each taken from where it is done once it is asked for."""

from __future__ import annotations

import argparse


def new(options: argparse.Namespace) -> int:
    """新建一条记录：问明所需，写出合格的文件。

    不能空的会一直问到合格，可空的直接回车；答完才写，什么也不会写到一半。
    """
    import editing

    return editing.new(options)


def rename(options: argparse.Namespace) -> int:
    """改记录的地址：文件改名，旧地址写进 redirects，指向它的记录和链接一并改好。

    发布过的地址要改，都用它；题名、日期更正了不必改地址。
    """
    import editing

    return editing.rename(options)


def withdraw(options: argparse.Namespace) -> int:
    """撤下一条记录：页面留在原址，只写题名、日期与理由；正文和 sources/ 里的原件删去。

    git 的历史里仍有它；要从历史里清除，另请管理员处理。
    """
    import editing

    return editing.withdraw(options)


def split(options: argparse.Namespace) -> int:
    """把一件文献拆成几件：第一部分留在原址，其余各成一件；引用过的段落地址通向今天所在的那一件。

    要么全写成，要么什么也不写。
    """
    import joining

    return joining.split(options)


def merge(options: argparse.Namespace) -> int:
    """把一条记录并入另一条：旧地址和其中的段落通向留下的一条，指向它的记录和链接一并改好。

    留下的一条没有的段落，要么接在后面（--append），要么说明不要（--drop）；要么全写成，要么什么也不写。
    """
    import joining

    return joining.merge(options)


def anchors(options: argparse.Namespace) -> int:
    """正文改过的文献，把发布过的段落地址通向哪里写进元数据的 anchors。

    与已发布的 git 版本逐段比较：改了字句、拆开、合并、移动的段落，旧址通向今天的那一段；删去的也记下。
    """
    import paragraphs

    return paragraphs.keep(options)
