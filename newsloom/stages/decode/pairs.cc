#include "newsloom/stages/decode/pairs.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

namespace newsloom::decode {
namespace {

using Json = nlohmann::json;

// Reads one article the way every NDJSON article is read: through read().
Result<Capture> article_in(Json value, const std::string& id) {
  if (!value.is_object()) return fail(Errc::invalid_input, "is no article");
  if (value.contains("lang") && !value.contains("language")) value["language"] = value["lang"];
  value["id"] = id;
  const std::string line = value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::size_t at = 0;
  const ByteSource source = [&](char* buffer, std::size_t size) -> Result<std::size_t> {
    const std::size_t count = std::min(size, line.size() - at);
    std::memcpy(buffer, line.data() + at, count);
    at += count;
    return count;
  };
  std::optional<Capture> found;
  std::optional<Error> wrong;
  Origin origin;
  origin.name = id + ".ndjson";
  (void)read(source, origin,
             {[&](Capture&& capture) {
                found = std::move(capture);
                return false;
              },
              [&](const Error& error) { wrong = error; }});
  if (found) return std::move(*found);
  return wrong ? tl::unexpected<Error>(*wrong) : fail(Errc::invalid_input, "is no article");
}

Result<Pair> pair_in(std::string_view line) {
  const Json value = Json::parse(line.begin(), line.end(), nullptr, false);
  if (!value.is_object() || !value.contains("id") || !value["id"].is_string() ||
      !value.contains("a") || !value.contains("b")) {
    return fail(Errc::invalid_input, "line is no pair: {\"id\", \"a\", \"b\"} wanted");
  }
  Pair pair;
  pair.id = value["id"].get<std::string>();
  NL_TRY(pair.a, article_in(value["a"], pair.id + "/a"));
  NL_TRY(pair.b, article_in(value["b"], pair.id + "/b"));
  return pair;
}

}  // namespace

void pairs(const ByteSource& bytes, const std::string& name,
           const std::function<bool(Pair&&)>& take,
           const std::function<void(const Error&)>& problem) {
  std::string line;
  std::string buffer(1U << 16U, '\0');
  std::uint64_t number = 0;
  const auto end_line = [&] {
    ++number;
    const bool blank = line.find_first_not_of(" \t\r") == std::string::npos;
    bool more = true;
    if (line.size() > kMaxPairLineBytes) {
      problem({Errc::too_large, "line is too long", name + ": line " + std::to_string(number)});
    } else if (!blank) {
      auto pair = pair_in(line);
      if (pair) {
        more = take(std::move(*pair));
      } else {
        problem({pair.error().code, pair.error().what, name + ": line " + std::to_string(number)});
      }
    }
    line.clear();
    return more;
  };
  for (;;) {
    const auto got = bytes(buffer.data(), buffer.size());
    if (!got) return problem(got.error());
    if (*got == 0) break;
    std::string_view rest(buffer.data(), *got);
    for (std::size_t at = rest.find('\n'); at != std::string_view::npos; at = rest.find('\n')) {
      line.append(rest.substr(0, at));
      rest.remove_prefix(at + 1);
      if (!end_line()) return;
    }
    if (line.size() <= kMaxPairLineBytes) line.append(rest);
  }
  if (!line.empty()) (void)end_line();
}

}  // namespace newsloom::decode
