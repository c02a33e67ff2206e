#include "newsloom/app/cmd_feed.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/unpacked.h"

namespace newsloom::app {
namespace {

constexpr int kUsage = 2;
constexpr int kUnreadable = 3;

struct Options {
  std::vector<std::string> files;
  std::string url;
  std::string content_type;
};

bool parse(const std::vector<std::string>& args, Options& options) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    std::string* value = nullptr;
    if (args[i] == "--url") value = &options.url;
    if (args[i] == "--content-type") value = &options.content_type;
    if (value != nullptr) {
      if (i + 1 >= args.size()) return false;
      *value = args[++i];
    } else if (args[i].size() > 2 && args[i].compare(0, 2, "--") == 0) {
      return false;
    } else {
      options.files.push_back(args[i]);
    }
  }
  return !options.files.empty();
}

Result<std::string> contents(const std::string& file) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) return fail(Errc::not_found, "cannot be opened", file);
  }
  std::istream& in = file == "-" ? std::cin : opened;
  const auto source = [&in](char* buffer, std::size_t size) -> Result<std::size_t> {
    in.read(buffer, static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(in.gcount());
  };
  auto bytes = decode::unpacked(source, decode::kMaxFeedFileBytes);
  if (!bytes) return fail(bytes.error().code, bytes.error().what, file);
  return bytes;
}

}  // namespace

int run_feed(const std::vector<std::string>& args) {
  Options options;
  if (!parse(args, options)) {
    std::fputs("usage: newsloom feed FILE... [--url URL] [--content-type TYPE]\n", stderr);
    return kUsage;
  }
  int code = 0;
  for (const std::string& file : options.files) {
    auto bytes = contents(file);
    auto feed = bytes ? decode::feed(*bytes, options.url, options.content_type)
                      : Result<decode::Feed>(tl::unexpected<Error>(bytes.error()));
    if (!feed) {
      Error error = feed.error();
      if (error.where.empty()) error.where = file;
      std::fprintf(stderr, "%s\n", message(error).c_str());
      code = kUnreadable;
      continue;
    }
    std::printf("%s\n", decode::to_json(*feed).c_str());
  }
  return code;
}

}  // namespace newsloom::app
