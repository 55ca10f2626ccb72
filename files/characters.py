"""Characters that look like ordinary Chinese ones but have other codes, as text copied from a PDF holds them."""

import unicodedata

_LOOK_ALIKE = (
    "⺁厂 ⺃乚 ⺄乙 ⺅亻 ⺇几 ⺉刂 ⺊卜 ⺌小 ⺎兀 ⺒巳 ⺓幺 ⺕彐 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歹 ⺠民 ⺡氵 "
    "⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺷羊 ⺸羊 ⺹耂 ⺻聿 ⺼月 ⺽臼 ⺾艹 "
    "⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 "
    "⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 "
    "⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 "
)
"""Radicals of U+2E80–2EFF with the character of the same look; Unicode itself names only two of them."""
_RADICALS = {ord(pair[0]): pair[1] for pair in _LOOK_ALIKE.split()} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (0x2E9F, 0x2EF3, *range(0x2F00, 0x2FD6))
}


def without_radicals(text):
    """``text`` with radicals (⼀ U+2F00, ⻔ U+2ED4, as many PDF files give them) turned into characters (一, 门)."""
    return text.translate(_RADICALS)
