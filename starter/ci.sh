#!/bin/sh
# 检查、比较、生成、发布本网站；GitHub、GitLab、Gitee Go、Jenkins 和服务器的 post-receive 都只调用它。设置全是环境变量：
#   CASEBOOK   议事簿程序；本文件夹里有 casebook 或 bin/casebook 就用它，都没有就按 casebook.lock 下载
#   OUTPUT     主分支的网站生成到哪个文件夹（默认 site）：整个换上去，失败时原来的网站不变
#   PUBLISH    生成以后运行的发布命令，只在主分支上；网站所在的文件夹是 $SITE
#   BRANCH、MAIN_BRANCH、TARGET_BRANCH   当前分支、主分支（默认 main）、合并请求要合并到的分支；多数服务自己会给
#   BASE       和哪个版本比较（默认：合并请求从目标分支分开的地方）
#   REQUIRE_REVISIONS=no 时，已公布的数改了而没有修订记录只提醒，不算失败；GITHUB_TOKEN、GITLAB_TOKEN 写评论用，没有也照样检查
set -eu
[ -d content ] || cd "$(dirname "$0")"
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT && trap 'exit 130' INT TERM HUP
say() { printf '议事簿：%s\n' "$*"; }
stop() { # 退出码 原因
  [ "${GITHUB_ACTIONS:-}" != true ] || printf '::error::%s\n' "$2"
  say "$2" >&2 && exit "$1"
}
# 仓库属于另一个用户时 git 不肯读；既然运行的就是它里面的文件，已经是信任它了。
git() { GIT_TERMINAL_PROMPT=0 command git -c safe.directory='*' "$@"; }
can_read_git() { git rev-parse --git-dir >/dev/null 2>"$temporary/git"; }

# ---- 程序：一定是 casebook.lock 写的那一个，新一版、旧一版都不用 ----
lock() { tr -d '\r' <"${LOCK:-casebook.lock}" | sed -n "s/^$1: *//p"; }
is_locked() { hash=$(sha256sum <"$1" | cut -c -64) && lock sha256 | grep -qxF "$hash"; }
download() { # 网址 文件
  if command -v curl >/dev/null; then curl -fsSL --connect-timeout 10 --max-time 300 -o "$2" "$1"; else wget -q -T 30 -O "$2" "$1"; fi
}
find_program() {
  [ -f "${LOCK:-casebook.lock}" ] || stop 69 '没有 casebook.lock，不知道用哪一版议事簿；casebook new site 会写这个文件'
  version=$(lock version) url=$(lock url)
  kept=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/casebook/$version-$(lock sha256 | head -c 16)
  for program in "$PWD/casebook" "$PWD/bin/casebook" "$(readlink -f "${CASEBOOK:-}")" "$kept"; do
    [ -f "$program" ] || continue
    is_locked "$program" && [ -x "$program" ] && return
    stop 69 "$program 不是 casebook.lock 里的 $version 版（它的 SHA-256 是 $hash），或者不能运行。请换成那一版，或者删掉它"
  done
  [ -n "$url" ] || stop 69 'casebook.lock 里没有下载的网址：请在 url 后面写上这一版的 tar.gz 的网址，或者把程序放在这里（casebook new site 时写 --with-program 会放好）'
  say "下载议事簿 $version：$url"
  download "$url" "$temporary/package" ||
    stop 69 "下载不了 $url。没有外网时，把程序放进 bin/casebook，或者用环境变量 CASEBOOK 写明在哪里"
  member=$(tar -tzf "$temporary/package" | grep -E '(^|/)casebook$' | head -n 1) || :
  [ -n "$member" ] || stop 69 "下载的不是 tar.gz，或者里面没有 casebook：$url"
  tar -xzOf "$temporary/package" "$member" >"$temporary/casebook" || :
  is_locked "$temporary/casebook" || stop 69 "下载的程序不对：SHA-256 是 $hash，casebook.lock 里是 $(lock sha256)。没有运行它"
  # 先放在旁边再改名：两个任务同时下载，也不会用到半个文件。
  mkdir -p "${kept%/*}" && cp "$temporary/casebook" "$kept.$$" && chmod +x "$kept.$$" && mv "$kept.$$" "$kept"
  program=$kept
}

find_branch() {
  main=${MAIN_BRANCH:-${CI_DEFAULT_BRANCH:-main}}
  target=${TARGET_BRANCH:-${GITHUB_BASE_REF:-${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-${CHANGE_TARGET:-}}}}
  branch=${BRANCH:-${GITHUB_REF_NAME:-${CI_COMMIT_BRANCH:-${BRANCH_NAME:-${GITEE_BRANCH:-${GIT_BRANCH:-}}}}}}
  branch=${branch#origin/}
  [ -z "$branch$target${CI_COMMIT_TAG:-}" ] || return 0
  if can_read_git; then
    branch=$(git symbolic-ref -q --short HEAD) || say '没有在任何分支上，所以不发布；可以用环境变量 BRANCH 写明'
  elif [ -e .git ] || grep -q 'safe\.directory' "$temporary/git"; then
    say "git 读不了这个仓库，不知道是哪个分支，所以不发布。可以用环境变量 BRANCH 写明；如果仓库属于另一个用户：git config --global --add safe.directory '$PWD'"
  else
    branch=$main # 没有用 git 管理：这个文件夹就是要发布的
  fi
}

# ---- 比较：changes.md 写明变了什么；没有比较的，left_out 是原因 ----
find_base() { # 写出从目标分支分开的地方，或者为什么找不到
  known=${BASE:-${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}
  [ -z "$known" ] || ! git cat-file -e "$known^{commit}" 2>/dev/null || { echo "$known" && return; }
  [ "$(git rev-parse --is-shallow-repository)" != true ] || git fetch -q --unshallow origin ||
    { echo '这里是浅克隆，又取不到全部历史（GitHub 写 fetch-depth: 0，GitLab 写 GIT_DEPTH: 0）' && return 1; }
  git fetch -q origin "+refs/heads/$target:refs/remotes/origin/$target" || say "取不到最新的 $name，和上次取到的比较" >&2
  git merge-base HEAD "${known:-refs/remotes/origin/$target}" || { echo "没有 $name，或者和它没有共同的历史" && return 1; }
}
compare() {
  rm -f changes.md
  unrevised='' left_out='' states=$temporary/states complaint=$temporary/complaint name=$(basename "${BASE:-$target}")
  [ -n "$name" ] || return 0
  mkdir "$states" && ln -s "$PWD" "$states/这次提交"
  if ! can_read_git; then
    left_out='没有安装 git，或者这里不是它肯读的仓库'
  elif ! base=$(find_base); then
    left_out=$base
  elif ! { git archive -o "$states/tar" "$base" -- content && mkdir "$states/$name" && tar -xf "$states/tar" -C "$states/$name"; } 2>"$complaint"; then
    left_out="那里读不出 content/：$(cat "$complaint")"
  elif (cd "$states" && "$program" diff "$name" 这次提交 --format markdown --strict --lang zh) >changes.md 2>"$complaint"; then
    ! grep -qx '没有变化' changes.md || rm changes.md
  elif [ -s changes.md ]; then
    unrevised=yes
  else
    left_out=$(cat "$complaint") && rm changes.md
  fi
}

# ---- 检查和生成：生成时本来就检查；服务要标在改动的那一行，才照它的格式再写一遍 ----
build() {
  "$program" build --output "$output" --lang zh 2>"$temporary/findings" || code=$?
  cat "$temporary/findings" >&2
  [ "${GITLAB_CI:-}" != true ] || "$program" check --format gitlab --lang zh >code-quality.json || :
  [ "${GITHUB_ACTIONS:-}" != true ] || [ ! -s "$temporary/findings" ] || "$program" check --format github --lang zh || :
  [ "$code" -eq 0 ] || stop "$code" '没有通过检查，没有发布；原来的网站没有改动'
}

# ---- 评论：一个合并请求只有一条，变了就改，没有变化就删 ----
api() { # 方法 网址 [文件]；令牌从标准输入给，不出现在进程列表里
  printf 'header = "%s"\n' "$header" |
    curl -fsS -K - --connect-timeout 10 --max-time 30 -H 'Content-Type: application/json' -X "$1" ${3:+--data-binary "@$3"} "$2"
}
comment() {
  id='' page=1 pull=${GITHUB_REF:-}
  if [ -n "${GITHUB_TOKEN:-}" ] && [ "$pull" != "${pull#refs/pull/}" ]; then
    header="Authorization: Bearer $GITHUB_TOKEN" edit=PATCH one=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/comments
    list=${one%/*}/$(echo "$pull" | cut -d / -f 3)/comments
  elif [ -n "${GITLAB_TOKEN:-}" ] && [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
    header="PRIVATE-TOKEN: $GITLAB_TOKEN" edit=PUT
    list=$CI_API_V4_URL/projects/$CI_MERGE_REQUEST_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes one=$list
  else return 0; fi
  while [ -z "$id" ]; do
    api GET "$list?per_page=100&page=$page" >"$temporary/list" || return 1
    [ "$(wc -c <"$temporary/list")" -gt 9 ] || break # 空的一页是 []
    # 我们那一条以 [casebook-ci] 开头；它的编号，GitHub 在它前面的网址里，GitLab 紧接在正文前面。
    id=$(tr -d '\n' <"$temporary/list" |
      grep -oE '"url": *"[^"]*/issues/comments/[0-9]+"|("id": *[0-9]+,( *"type": *[^,]*,)? *)?"body": *"\[casebook-ci\]' |
      awk '/[0-9]/ { n = split($0, part, /[^0-9]+/); id = part[n - 1] } /"body"/ { print id; exit }')
    page=$((page + 1))
  done
  if [ -f changes.md ]; then
    sed 's/\\/\\\\/g; s/"/\\"/g' changes.md | tr '\t' ' ' | tr -d '\001-\010\013-\037' |
      awk 'BEGIN { printf "{\"body\":\"[casebook-ci]: #\\n\\n" } (size += length($0)) < 60000 { printf "%s\\n", $0 }
        END { print (size < 60000 ? "" : "……（太长，其余在日志里）") "\"}" }' >"$temporary/body"
    if [ -n "$id" ]; then api "$edit" "$one/$id" "$temporary/body"; else api POST "$list" "$temporary/body"; fi
  elif [ -n "$id" ]; then api DELETE "$one/$id"; fi >/dev/null
}
report() {
  [ -z "$left_out" ] || say "没有和 $name 比较：$left_out"
  [ -n "$name" ] && [ -z "$left_out" ] || return 0
  if [ -f changes.md ]; then tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}" <changes.md; else say "和 $name 比较：没有变化"; fi
  comment || say '评论没有写上（原因在上一行；来自复刻的合并请求没有写的权限）。比较的结果在日志和 changes.md 里'
}

find_program
find_branch
is_main='' output=site code=0
compare
[ "${REQUIRE_REVISIONS:-}" != no ] || unrevised=''
[ -n "$target" ] || [ "$branch" != "$main" ] || is_main=yes output=${OUTPUT:-site}
[ -z "$unrevised" ] || output=$temporary/site
build
report
[ -z "$unrevised" ] || stop 1 '已公布的数改了而没有修订记录（见上面的比较），没有发布。请在报告的 修订（revisions）里写明原因'
[ -z "$is_main" ] || [ -z "${PUBLISH:-}" ] || SITE=$output sh -c "$PUBLISH" || stop $? '发布命令失败了，原因在上面'
