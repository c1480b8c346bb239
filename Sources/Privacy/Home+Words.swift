// The words around homes, and around offices that look like homes.

extension SignSet {
  /// The last characters of the words that a room's number follows.
  static let endingsBeforeRooms: SignSet = "元门栋棟幢座楼樓梯层号號组社苑区园寓舍村院庭府房#＃"
  /// The characters that may follow a room without 室.
  static let behindRooms: SignSet = "漏渗的业居住租和与及内反家"
  static let villages: SignSet = "村湾队庄屯寨"
  static let numberedParts: SignSet = "图表式第节条页章卷款"
  static let endsOfClauses: SignSet = "。；;，,、：:（( "
}

extension WordList {
  // MARK: Parts of an address

  static let houses: WordList = "号楼 号樓 號樓 號楼 棟 栋 幢"
  static let buildings = houses + "座 #楼 ＃楼"
  static let doorways: WordList = "单元 單元 号门 门"
  static let buildingsAndUnits = doorways + "号樓 號樓 號楼 棟 栋 幢 号楼 座"
  static let sideOwners = houses + "单元 單元"
  static let stairs: WordList = "梯 号梯"
  static let floors: WordList = "楼 层"
  static let unit: WordList = "单元"
  static let seat: WordList = "座"
  static let rooms: WordList = "室 房"
  static let household: WordList = "户"
  static let groups: WordList = "组 社"
  static let number: WordList = "号"
  static let numberSigns: WordList = "# ＃"
  static let streetNumbers: WordList = "号 号院"
  static let untils: WordList = "至 到"
  static let sides: WordList = directions * "户 侧 边 手 门"
  static let sideUnits = directions * "单元"
  private static let directions: WordList = "东 西 南 北 中 左 右"

  /// The names of houses that are homes, whatever is near.
  static let estates: WordList = "小区 花园 公寓 家园 宿舍 新村 家属院 住宅楼 居民楼 家属楼 宿舍楼"
  static let residences = estates + "苑 大院 单元楼 公租房"

  // MARK: What is no room

  static let numberedThings: WordList = "号" * "楼 院 线 令 文 井 地 选 提 塘 路 点"
  static let countedInHomes: WordList = "年 月 日 栋 幢 楼 层 家 套 间 位 台 部 根 处 盏 单元"

  // MARK: Neighbours of homes

  static let people: WordList = """
    户 家 村民 居民 农户 住户 住 老人 房 屋 门前 门口 反映 王 李某 张 刘 陈某 杨某 赵 吴 徐 孙 朱 郭 罗 郑 谢 宋 韩 冯 邓 曹 彭 蒋 \
    蔡 魏 黄某 周某 胡某 何某
    """
  static let dwellings: WordList = "家住 住在 现住 住址 居住 租住 住所 居所 卧室"

  // MARK: Neighbours of offices

  static let institutions: WordList = """
    站 所 室 厅 馆 局 店 公司 厂 银行 支行 委会 党支部 党委 工会 协会 书屋 驿站 食堂 园区 基地 幼儿园 法庭 教室 机构 平台 长廊 办事处 \
    委员会 用房
    """
  static let offices: WordList = """
    办公 政务 中心 大厅 政府 大厦 写字楼 教学 实验 医院 法院 检察院 机关 行政 会议 学院 大学 酒店 宾馆 商场 产业园 科技园 孵化 门诊 \
    住院 学校 中学 小学 综合楼 政协 议事厅 党校 广场 居委会 村委会 工作室 服务站 活动室 警务室 派出所 写字间 商务
    """
  static let meetings: WordList = "会议 办公 接待 诊室 教室 协商 调解 窗口 委员"
  static let sites: WordList = "设在 设于 设立在 位于 建在 开在 坐落在 坐落于 搬到 搬至 迁到 迁至 在 地址"
  static let conversions: WordList = """
    改建为 改建成 改为 改成 改作 改造为 改造成 用作 用于 辟为 打造 建成 建为 设为 设立 作为 变成 变为 腾出
    """
}
