// Written by Tools/list-built-in. Each file is followed by a zero, which is not counted.
#include "built_in.h"

static const unsigned char file_0[] = {
#embed "../../content/metrics.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_1[] = {
#embed "../../docs/diagnostics.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_2[] = {
#embed "../../docs/fields.zh.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_3[] = {
#embed "../../docs/zh/README.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_4[] = {
#embed "../../docs/zh/briefing.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_5[] = {
#embed "../../docs/zh/case.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_6[] = {
#embed "../../docs/zh/collect.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_7[] = {
#embed "../../docs/zh/compose.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_8[] = {
#embed "../../docs/zh/errors.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_9[] = {
#embed "../../docs/zh/harvest.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_10[] = {
#embed "../../docs/zh/import.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_11[] = {
#embed "../../docs/zh/look.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_12[] = {
#embed "../../docs/zh/metrics.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_13[] = {
#embed "../../docs/zh/numbers.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_14[] = {
#embed "../../docs/zh/print.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_15[] = {
#embed "../../docs/zh/publish.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_16[] = {
#embed "../../docs/zh/report.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_17[] = {
#embed "../../docs/zh/start.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_18[] = {
#embed "../../docs/zh/upgrade.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_19[] = {
#embed "../../docs/zh/word.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_20[] = {
#embed "../../printing/typeset.py" suffix(, 0) if_empty(0)
};
static const unsigned char file_21[] = {
#embed "../../registry/divisions.tsv" suffix(, 0) if_empty(0)
};
static const unsigned char file_22[] = {
#embed "../../registry/pinyin.txt" suffix(, 0) if_empty(0)
};
static const unsigned char file_23[] = {
#embed "../../starter/.gitattributes" suffix(, 0) if_empty(0)
};
static const unsigned char file_24[] = {
#embed "../../starter/.github/workflows/site.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_25[] = {
#embed "../../starter/.gitignore" suffix(, 0) if_empty(0)
};
static const unsigned char file_26[] = {
#embed "../../starter/.gitlab-ci.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_27[] = {
#embed "../../starter/.workflow/site-pr.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_28[] = {
#embed "../../starter/.workflow/site.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_29[] = {
#embed "../../starter/README.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_30[] = {
#embed "../../starter/casebook.lock" suffix(, 0) if_empty(0)
};
static const unsigned char file_31[] = {
#embed "../../starter/ci.sh" suffix(, 0) if_empty(0)
};
static const unsigned char file_32[] = {
#embed "../../starter/content/briefings/shili.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_33[] = {
#embed "../../starter/content/cases/shili.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_34[] = {
#embed "../../starter/content/regions.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_35[] = {
#embed "../../starter/content/reports/shili.md" suffix(, 0) if_empty(0)
};
static const unsigned char file_36[] = {
#embed "../../starter/content/site.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_37[] = {
#embed "../../starter/post-receive" suffix(, 0) if_empty(0)
};
static const unsigned char file_38[] = {
#embed "../../templates/_breakdown.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_39[] = {
#embed "../../templates/_card.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_40[] = {
#embed "../../templates/_chart.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_41[] = {
#embed "../../templates/_figure.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_42[] = {
#embed "../../templates/_item.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_43[] = {
#embed "../../templates/_print.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_44[] = {
#embed "../../templates/_registers.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_45[] = {
#embed "../../templates/_revision.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_46[] = {
#embed "../../templates/_sources.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_47[] = {
#embed "../../templates/_table.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_48[] = {
#embed "../../templates/_tiles.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_49[] = {
#embed "../../templates/_zh.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_50[] = {
#embed "../../templates/about.en.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_51[] = {
#embed "../../templates/about.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_52[] = {
#embed "../../templates/assets/briefing.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_53[] = {
#embed "../../templates/assets/mark.svg" suffix(, 0) if_empty(0)
};
static const unsigned char file_54[] = {
#embed "../../templates/assets/police.svg" suffix(, 0) if_empty(0)
};
static const unsigned char file_55[] = {
#embed "../../templates/assets/printed.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_56[] = {
#embed "../../templates/assets/search.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_57[] = {
#embed "../../templates/assets/site.js" suffix(, 0) if_empty(0)
};
static const unsigned char file_58[] = {
#embed "../../templates/assets/style.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_59[] = {
#embed "../../templates/assets/tokens.css" suffix(, 0) if_empty(0)
};
static const unsigned char file_60[] = {
#embed "../../templates/brand.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_61[] = {
#embed "../../templates/briefing.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_62[] = {
#embed "../../templates/briefings.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_63[] = {
#embed "../../templates/case.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_64[] = {
#embed "../../templates/cases.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_65[] = {
#embed "../../templates/data.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_66[] = {
#embed "../../templates/feed.json" suffix(, 0) if_empty(0)
};
static const unsigned char file_67[] = {
#embed "../../templates/feed.xml" suffix(, 0) if_empty(0)
};
static const unsigned char file_68[] = {
#embed "../../templates/home.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_69[] = {
#embed "../../templates/layout.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_70[] = {
#embed "../../templates/list.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_71[] = {
#embed "../../templates/method.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_72[] = {
#embed "../../templates/metric.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_73[] = {
#embed "../../templates/not_found.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_74[] = {
#embed "../../templates/page.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_75[] = {
#embed "../../templates/platform.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_76[] = {
#embed "../../templates/print_followups.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_77[] = {
#embed "../../templates/print_form.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_78[] = {
#embed "../../templates/print_handout.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_79[] = {
#embed "../../templates/print_layout.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_80[] = {
#embed "../../templates/print_overview.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_81[] = {
#embed "../../templates/print_register.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_82[] = {
#embed "../../templates/print_volume.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_83[] = {
#embed "../../templates/reconciliation.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_84[] = {
#embed "../../templates/redirect.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_85[] = {
#embed "../../templates/region.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_86[] = {
#embed "../../templates/regions.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_87[] = {
#embed "../../templates/search.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_88[] = {
#embed "../../templates/statistics.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_89[] = {
#embed "../../templates/topic.html" suffix(, 0) if_empty(0)
};
static const unsigned char file_90[] = {
#embed "../../templates/words.en.yml" suffix(, 0) if_empty(0)
};
static const unsigned char file_91[] = {
#embed "../../templates/words.zh-Hans.yml" suffix(, 0) if_empty(0)
};

static const struct casebook_file files[] = {
    {"content/metrics.yml", file_0, sizeof file_0 - 1},
    {"docs/diagnostics.md", file_1, sizeof file_1 - 1},
    {"docs/fields.zh.md", file_2, sizeof file_2 - 1},
    {"docs/zh/README.md", file_3, sizeof file_3 - 1},
    {"docs/zh/briefing.md", file_4, sizeof file_4 - 1},
    {"docs/zh/case.md", file_5, sizeof file_5 - 1},
    {"docs/zh/collect.md", file_6, sizeof file_6 - 1},
    {"docs/zh/compose.md", file_7, sizeof file_7 - 1},
    {"docs/zh/errors.md", file_8, sizeof file_8 - 1},
    {"docs/zh/harvest.md", file_9, sizeof file_9 - 1},
    {"docs/zh/import.md", file_10, sizeof file_10 - 1},
    {"docs/zh/look.md", file_11, sizeof file_11 - 1},
    {"docs/zh/metrics.md", file_12, sizeof file_12 - 1},
    {"docs/zh/numbers.md", file_13, sizeof file_13 - 1},
    {"docs/zh/print.md", file_14, sizeof file_14 - 1},
    {"docs/zh/publish.md", file_15, sizeof file_15 - 1},
    {"docs/zh/report.md", file_16, sizeof file_16 - 1},
    {"docs/zh/start.md", file_17, sizeof file_17 - 1},
    {"docs/zh/upgrade.md", file_18, sizeof file_18 - 1},
    {"docs/zh/word.md", file_19, sizeof file_19 - 1},
    {"printing/typeset.py", file_20, sizeof file_20 - 1},
    {"registry/divisions.tsv", file_21, sizeof file_21 - 1},
    {"registry/pinyin.txt", file_22, sizeof file_22 - 1},
    {"starter/.gitattributes", file_23, sizeof file_23 - 1},
    {"starter/.github/workflows/site.yml", file_24, sizeof file_24 - 1},
    {"starter/.gitignore", file_25, sizeof file_25 - 1},
    {"starter/.gitlab-ci.yml", file_26, sizeof file_26 - 1},
    {"starter/.workflow/site-pr.yml", file_27, sizeof file_27 - 1},
    {"starter/.workflow/site.yml", file_28, sizeof file_28 - 1},
    {"starter/README.md", file_29, sizeof file_29 - 1},
    {"starter/casebook.lock", file_30, sizeof file_30 - 1},
    {"starter/ci.sh", file_31, sizeof file_31 - 1},
    {"starter/content/briefings/shili.md", file_32, sizeof file_32 - 1},
    {"starter/content/cases/shili.md", file_33, sizeof file_33 - 1},
    {"starter/content/regions.yml", file_34, sizeof file_34 - 1},
    {"starter/content/reports/shili.md", file_35, sizeof file_35 - 1},
    {"starter/content/site.yml", file_36, sizeof file_36 - 1},
    {"starter/post-receive", file_37, sizeof file_37 - 1},
    {"templates/_breakdown.html", file_38, sizeof file_38 - 1},
    {"templates/_card.html", file_39, sizeof file_39 - 1},
    {"templates/_chart.html", file_40, sizeof file_40 - 1},
    {"templates/_figure.html", file_41, sizeof file_41 - 1},
    {"templates/_item.html", file_42, sizeof file_42 - 1},
    {"templates/_print.html", file_43, sizeof file_43 - 1},
    {"templates/_registers.html", file_44, sizeof file_44 - 1},
    {"templates/_revision.html", file_45, sizeof file_45 - 1},
    {"templates/_sources.html", file_46, sizeof file_46 - 1},
    {"templates/_table.html", file_47, sizeof file_47 - 1},
    {"templates/_tiles.html", file_48, sizeof file_48 - 1},
    {"templates/_zh.html", file_49, sizeof file_49 - 1},
    {"templates/about.en.html", file_50, sizeof file_50 - 1},
    {"templates/about.html", file_51, sizeof file_51 - 1},
    {"templates/assets/briefing.css", file_52, sizeof file_52 - 1},
    {"templates/assets/mark.svg", file_53, sizeof file_53 - 1},
    {"templates/assets/police.svg", file_54, sizeof file_54 - 1},
    {"templates/assets/printed.css", file_55, sizeof file_55 - 1},
    {"templates/assets/search.js", file_56, sizeof file_56 - 1},
    {"templates/assets/site.js", file_57, sizeof file_57 - 1},
    {"templates/assets/style.css", file_58, sizeof file_58 - 1},
    {"templates/assets/tokens.css", file_59, sizeof file_59 - 1},
    {"templates/brand.html", file_60, sizeof file_60 - 1},
    {"templates/briefing.html", file_61, sizeof file_61 - 1},
    {"templates/briefings.html", file_62, sizeof file_62 - 1},
    {"templates/case.html", file_63, sizeof file_63 - 1},
    {"templates/cases.html", file_64, sizeof file_64 - 1},
    {"templates/data.html", file_65, sizeof file_65 - 1},
    {"templates/feed.json", file_66, sizeof file_66 - 1},
    {"templates/feed.xml", file_67, sizeof file_67 - 1},
    {"templates/home.html", file_68, sizeof file_68 - 1},
    {"templates/layout.html", file_69, sizeof file_69 - 1},
    {"templates/list.html", file_70, sizeof file_70 - 1},
    {"templates/method.html", file_71, sizeof file_71 - 1},
    {"templates/metric.html", file_72, sizeof file_72 - 1},
    {"templates/not_found.html", file_73, sizeof file_73 - 1},
    {"templates/page.html", file_74, sizeof file_74 - 1},
    {"templates/platform.html", file_75, sizeof file_75 - 1},
    {"templates/print_followups.html", file_76, sizeof file_76 - 1},
    {"templates/print_form.html", file_77, sizeof file_77 - 1},
    {"templates/print_handout.html", file_78, sizeof file_78 - 1},
    {"templates/print_layout.html", file_79, sizeof file_79 - 1},
    {"templates/print_overview.html", file_80, sizeof file_80 - 1},
    {"templates/print_register.html", file_81, sizeof file_81 - 1},
    {"templates/print_volume.html", file_82, sizeof file_82 - 1},
    {"templates/reconciliation.html", file_83, sizeof file_83 - 1},
    {"templates/redirect.html", file_84, sizeof file_84 - 1},
    {"templates/region.html", file_85, sizeof file_85 - 1},
    {"templates/regions.html", file_86, sizeof file_86 - 1},
    {"templates/search.html", file_87, sizeof file_87 - 1},
    {"templates/statistics.html", file_88, sizeof file_88 - 1},
    {"templates/topic.html", file_89, sizeof file_89 - 1},
    {"templates/words.en.yml", file_90, sizeof file_90 - 1},
    {"templates/words.zh-Hans.yml", file_91, sizeof file_91 - 1},
};

const struct casebook_file *casebook_files(void) { return files; }
size_t casebook_file_count(void) { return sizeof files / sizeof *files; }
