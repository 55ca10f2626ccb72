"""Headers of the columns that every ledger may have: running number and places."""

from ledgers.reading.text import header_key, words

SEQ, COUNTY, TOWNSHIP, VILLAGE, CITY = "seq", "county", "township", "village", "city"
PLACES = (CITY, COUNTY, TOWNSHIP, VILLAGE)


WORDS = {
    SEQ: words(
        """
            序号 序 编号序号 No 行号 顺序号 序列 排序
        """
    ),
    CITY: words(
        """
            市 设区市 地市 市州 地级市 市（州） 所在市 市名
        """
    ),
    COUNTY: words(
        """
            县（市、区） 县区 县市区 县 区县 县区名称 县市区名称 区 县（区） 县区市 所在县 所在县区 县（市）
            所属县区 单位县区 各县市区 所属县市区 所在县市区 县名 区市县 市县区 县市 市区县 所属区县
            报送县区 填报县区 地区 旗县区 县旗区
            县（市、区）或单位 县（市、区）及单位 县（市、区）、单位 县市区或市直单位 县（市、区）及市直单位
            县市区、市直单位 县（市、区）、市直单位 县区及单位 县区或单位 县市区和市直单位 县（市、区）和市直单位
        """
    ),
    TOWNSHIP: words(
        """
            乡镇（街道） 乡镇 镇街 乡（镇、办） 镇（街道、办事处） 街道 乡镇街 街道（镇） 乡镇场 乡镇（场）
            乡（镇） 镇 乡 镇乡 镇（街道） 街镇 所在乡镇 所属乡镇 乡镇名称 乡镇街道名称 街道乡镇 乡（镇、街道）
            街道（乡镇） 镇（乡） 镇（乡、街道） 所在乡镇（街道） 所属街道 所在街道 街道名称 乡镇办 镇办 乡镇（办）
            街道（乡、镇） 乡镇（街道、场） 乡镇（街道、管委会） 乡镇（场、街道） 乡（镇、街道、场） 街道办 镇（街）
            乡街 所属乡镇（街道） 乡镇街办 所属镇街 镇街名称 所在镇街 街道（乡镇）名称 乡、镇、街道 镇、乡、街道 街
            乡镇党委 街道办事处 乡镇街道办事处 乡镇场街道 单位乡镇 镇乡街道 乡镇（街办） 街（乡镇） 街道镇 街道乡
            街道镇乡 苏木乡镇
        """
    ),
    VILLAGE: words(
        """
            村（社区） 村 社区 村社区 村居 行政村 村名 所在村 所在村（社区） 社区（村） 村（居） 村（社区）名称
            村名称 社区名称 村社区名称 村居名称 项目村 项目村（含乡镇） 所属村 所属村社区 所属社区 所在社区
            村（居、社区） 村（居）委会 村委会 居委会 村组织 村别 行政村名称 所在行政村 村级名称 村（居）名称
            村（社区、居） 扶持村 软弱涣散村 软弱涣散村名称 村（场） 项目所在村 任职村 任职村社区 村(分场)
            社区居委会 扶持村名称 社区（村）名称 社区村居 村/社区 所在村居 村级组织 任职村（社区） 村（社区）全称
            项目实施村 实施村 试点村 村社 嘎查村 行政村（社区） 所属村居 所属村（居） 所在村（居） 所属行政村
            所在村（居、社区） 所属村（居、社区） 村居（社区） 所属村（居）委会
        """
    ),
}

# A Party organization stands for its village in a table without the columns above.
ORGANIZATION_WORDS = words(
    """
        党组织名称 村党组织名称 党支部名称 所在党组织 党组织 村（社区）党组织 村党组织 所在党支部 支部名称
        党支部 所属党组织 村（社区）党组织名称 基层党组织名称 软弱涣散村党组织名称 软弱涣散党组织名称
        软弱涣散村党组织 软弱涣散党组织 所在党组织名称 党组织全称 支部 所在支部 基层党组织 单位名称 单位
        所在单位 所属单位 组织名称 村级党组织 村级党组织名称 党支部全称 建设单位 填报单位 社区党组织
        社区党组织名称 报送单位 村（居）党组织 举办单位 开展单位 支部全称 党支部名 支部名 党总支名称
        工作单位 所在工作单位 参训单位 学员单位
    """
)

# Headers of a place or of an office; the cells of the column decide which.
DOUBTFUL_WORDS = words("责任单位 牵头单位 责任主体 落实单位 承办单位 主体单位 责任县区")

# Columns with all levels of the place in one cell.
WHOLE_WORDS = words("乡镇村 乡村 乡镇及村 县乡村 乡镇（街道）村（社区） 乡镇街道村社区 县乡镇村")


def keys(headers):
    return {header_key(header) for header in headers}


KEYS = {field: keys(headers) for field, headers in WORDS.items()}
ORGANIZATION_KEYS = keys(ORGANIZATION_WORDS)
DOUBTFUL_KEYS = keys(DOUBTFUL_WORDS)
WHOLE_KEYS = keys(WHOLE_WORDS)
