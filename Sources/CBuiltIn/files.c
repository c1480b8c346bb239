// Written by Tools/list-built-in. Each file is followed by a zero, which is not counted.
#include "built_in.h"

static const unsigned char file_0[] = {
#embed "../../docs/diagnostics.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../templates/_card.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../templates/_chart.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../templates/_cut.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../templates/_figure.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../templates/_item.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../templates/_registers.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../templates/_revision.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../templates/_sources.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../templates/_table.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../templates/_tiles.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../templates/_zh.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../templates/about.en.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../templates/about.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../templates/assets/briefing.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../templates/assets/mark.svg" suffix(, 0) if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../templates/assets/search.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../templates/assets/site.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../templates/assets/style.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../templates/assets/tokens.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../templates/brand.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../templates/briefing.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../templates/briefings.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../templates/case.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../templates/cases.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../templates/data.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../templates/feed.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../templates/feed.xml" suffix(, 0) if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../templates/home.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../templates/layout.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../templates/list.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../templates/method.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_32[] = {
#embed "../../templates/metric.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_33[] = {
#embed "../../templates/not_found.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_34[] = {
#embed "../../templates/platform.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_35[] = {
#embed "../../templates/reconciliation.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_36[] = {
#embed "../../templates/redirect.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_37[] = {
#embed "../../templates/region.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_38[] = {
#embed "../../templates/regions.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_39[] = {
#embed "../../templates/search.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_40[] = {
#embed "../../templates/statistics.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_41[] = {
#embed "../../templates/topic.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_42[] = {
#embed "../../templates/words.en.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_43[] = {
#embed "../../templates/words.zh-Hans.yml" suffix(, 0) if_empty(0)
};

static const struct casebook_file files[] = {
    {"docs/diagnostics.md", file_0, sizeof file_0 - 1},
    {"templates/_card.html", file_1, sizeof file_1 - 1},
    {"templates/_chart.html", file_2, sizeof file_2 - 1},
    {"templates/_cut.html", file_3, sizeof file_3 - 1},
    {"templates/_figure.html", file_4, sizeof file_4 - 1},
    {"templates/_item.html", file_5, sizeof file_5 - 1},
    {"templates/_registers.html", file_6, sizeof file_6 - 1},
    {"templates/_revision.html", file_7, sizeof file_7 - 1},
    {"templates/_sources.html", file_8, sizeof file_8 - 1},
    {"templates/_table.html", file_9, sizeof file_9 - 1},
    {"templates/_tiles.html", file_10, sizeof file_10 - 1},
    {"templates/_zh.html", file_11, sizeof file_11 - 1},
    {"templates/about.en.html", file_12, sizeof file_12 - 1},
    {"templates/about.html", file_13, sizeof file_13 - 1},
    {"templates/assets/briefing.css", file_14, sizeof file_14 - 1},
    {"templates/assets/mark.svg", file_15, sizeof file_15 - 1},
    {"templates/assets/search.js", file_16, sizeof file_16 - 1},
    {"templates/assets/site.js", file_17, sizeof file_17 - 1},
    {"templates/assets/style.css", file_18, sizeof file_18 - 1},
    {"templates/assets/tokens.css", file_19, sizeof file_19 - 1},
    {"templates/brand.html", file_20, sizeof file_20 - 1},
    {"templates/briefing.html", file_21, sizeof file_21 - 1},
    {"templates/briefings.html", file_22, sizeof file_22 - 1},
    {"templates/case.html", file_23, sizeof file_23 - 1},
    {"templates/cases.html", file_24, sizeof file_24 - 1},
    {"templates/data.html", file_25, sizeof file_25 - 1},
    {"templates/feed.json", file_26, sizeof file_26 - 1},
    {"templates/feed.xml", file_27, sizeof file_27 - 1},
    {"templates/home.html", file_28, sizeof file_28 - 1},
    {"templates/layout.html", file_29, sizeof file_29 - 1},
    {"templates/list.html", file_30, sizeof file_30 - 1},
    {"templates/method.html", file_31, sizeof file_31 - 1},
    {"templates/metric.html", file_32, sizeof file_32 - 1},
    {"templates/not_found.html", file_33, sizeof file_33 - 1},
    {"templates/platform.html", file_34, sizeof file_34 - 1},
    {"templates/reconciliation.html", file_35, sizeof file_35 - 1},
    {"templates/redirect.html", file_36, sizeof file_36 - 1},
    {"templates/region.html", file_37, sizeof file_37 - 1},
    {"templates/regions.html", file_38, sizeof file_38 - 1},
    {"templates/search.html", file_39, sizeof file_39 - 1},
    {"templates/statistics.html", file_40, sizeof file_40 - 1},
    {"templates/topic.html", file_41, sizeof file_41 - 1},
    {"templates/words.en.yml", file_42, sizeof file_42 - 1},
    {"templates/words.zh-Hans.yml", file_43, sizeof file_43 - 1},
};

const struct casebook_file *casebook_files(void) { return files; }
size_t casebook_file_count(void) { return sizeof files / sizeof *files; }
