#include "newsloom/app/cmd_feed.h"

#include "newsloom/app/resources.h"
#include "newsloom/app/terminal.h"
#include "newsloom/edges/files/files.h"
#include "newsloom/stages/decode/feed.h"
#include "newsloom/stages/decode/opml.h"
#include "newsloom/stages/decode/unpacked.h"

namespace newsloom::app {
namespace {

Result<decode::Feed> feed_in(const std::string& path, const Arguments& arguments) {
  NL_TRY(const files::ByteSource source, files::open(path));
  NL_TRY(const std::string bytes, decode::unpacked(source, decode::kMaxFeedFileBytes));
  return decode::feed(bytes, arguments.get("url"), arguments.get("content-type"));
}

// The feeds as one list that feed readers take.
int show_list(const Arguments& arguments) {
  int code = kOk;
  decode::Opml list;
  list.title = "Feeds";
  for (const std::string& path : arguments.positional) {
    const auto feed = feed_in(path, arguments);
    if (!feed) {
      complain(feed.error());
      code = kSomeUnreadable;
      continue;
    }
    decode::OpmlFeed one;
    one.title = feed->title;
    one.url = arguments.has("url") ? arguments.get("url") : path;
    one.page = feed->link;
    list.feeds.push_back(std::move(one));
  }
  print(decode::to_xml(list));
  return code;
}

int show_feeds(const Arguments& arguments) {
  if (arguments.has("opml")) return show_list(arguments);
  int code = kOk;
  for (const std::string& path : arguments.positional) {
    const auto feed = feed_in(path, arguments);
    if (feed) {
      print(decode::to_json(*feed) + "\n");
      continue;
    }
    Error error = feed.error();
    if (error.where.empty()) error.where = path;
    complain(error);
    code = kSomeUnreadable;
  }
  return code;
}

}  // namespace

CommandSpec feed_command() {
  CommandSpec command;
  command.name = "feed";
  command.positional = "FILE...";
  command.least_positional = 1;
  command.most_positional = 100000;
  command.summary = "Read feeds (RSS, Atom, RDF, JSON Feed) and print them as JSON";
  command.description =
      "One object a feed, with its entries. Broken XML still gives the entries that can be read, "
      "and "
      "a warning. HTML in titles and contents is made harmless.";
  command.options = {
      {"url", "URL", "", "where the feed comes from: base of relative links", {}},
      {"content-type", "TYPE", "", "HTTP header, which can carry the charset", {}},
      {"opml", "", "", "print a list of the feeds (OPML) instead of their entries", {}},
      json_option()};
  command.examples = {
      {"newsloom feed feed.xml --url https://example.org/feed.xml", "with absolute links"},
      {"curl -s https://example.org/atom | newsloom feed -", "from a pipe"}};
  command.run = show_feeds;
  return command;
}

}  // namespace newsloom::app
