#include "newsloom/edges/http/corrections.h"

#include <gtest/gtest.h>

#include "newsloom/edges/store/store.h"

namespace newsloom::http {
namespace {

// Notes what it was asked.
class Listener final : public Corrector {
 public:
  Result<StoryDelta> correct(const Correction& correction) override {
    asked.push_back(correction);
    if (correction.into == "s404") return fail(Errc::not_found, "no such story", "s404");
    if (correction.into == "s409") return fail(Errc::conflict, "does not fit", "s409");
    StoryDelta delta;
    delta.kind = correction.kind;
    delta.story = correction.story;
    if (!correction.into.empty()) delta.into = correction.into;
    delta.articles = correction.articles;
    delta.by_person = true;
    return delta;
  }
  Result<StoryDelta> undo(std::uint64_t sequence, const std::string&) override {
    undone.push_back(sequence);
    StoryDelta delta;
    delta.kind = DeltaKind::unlock;
    delta.story = "s1";
    return delta;
  }
  std::vector<Correction> asked;
  std::vector<std::uint64_t> undone;
};

class Corrections : public ::testing::Test {
 protected:
  static Request api(std::string body) {
    Request out;
    out.method = "POST";
    out.target = "/api/v1/corrections";
    out.host = "127.0.0.1:8080";
    out.content_type = "application/json";
    out.correction_header = "1";
    out.body = std::move(body);
    return out;
  }
  static Request form(std::string body) {
    Request out = api(std::move(body));
    out.target = "/story/s1/correct";
    out.content_type = "application/x-www-form-urlencoded";
    out.origin = "http://127.0.0.1:8080";
    out.correction_header.clear();
    return out;
  }
  Response send(const Request& request) { return respond(request, *store_, &editing_); }

  std::unique_ptr<Store> store_ = store::in_memory();
  Listener listener_;
  Editing editing_{&listener_, "secret", true};
};

TEST_F(Corrections, AllKindsAsJson) {
  for (const char* body :
       {R"({"action":"merge","story":"s1","into":"s2","note":"one event"})",
        R"({"action":"split","story":"s1","articles":["a","b"]})",
        R"({"action":"move","story":"s1","into":"s2","articles":["a"]})",
        R"({"action":"lock","story":"s1"})", R"({"action":"unlock","story":"s1"})"}) {
    const Response response = send(api(body));
    EXPECT_EQ(response.status, 200U) << body << response.body;
    EXPECT_NE(response.body.find("\"by_person\":true"), std::string::npos);
  }
  ASSERT_EQ(listener_.asked.size(), 5U);
  EXPECT_EQ(listener_.asked[0].note, "one event");
  EXPECT_EQ(listener_.asked[1].articles, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(send(api(R"({"action":"undo","sequence":7})")).status, 200U);
  EXPECT_EQ(listener_.undone, std::vector<std::uint64_t>{7});
}

TEST_F(Corrections, WhatCannotBeReadIsRefused) {
  for (const char* body :
       {"", "[]", "{}", R"({"action":"dance","story":"s1"})", R"({"action":"merge","story":"s1"})",
        R"({"action":"lock"})", R"({"action":"split","story":"s1"})",
        R"({"action":"split","story":"s1","articles":"a"})",
        R"({"action":"undo","sequence":-1})"}) {
    EXPECT_EQ(send(api(body)).status, 400U) << body;
  }
  std::string many;
  for (std::size_t i = 0; i <= kMaxCorrectedArticles; ++i) many += i == 0 ? "\"a\"" : ",\"a\"";
  EXPECT_EQ(send(api("{\"action\":\"split\",\"story\":\"s1\",\"articles\":[" + many + "]}")).status,
            400U);
  const std::string note(kMaxNoteBytes + 1, 'x');
  EXPECT_EQ(send(api("{\"action\":\"lock\",\"story\":\"s1\",\"note\":\"" + note + "\"}")).status,
            400U);
  EXPECT_TRUE(listener_.asked.empty());
  EXPECT_EQ(send(api(R"({"action":"merge","story":"s1","into":"s404"})")).status, 404U);
  EXPECT_EQ(send(api(R"({"action":"merge","story":"s1","into":"s409"})")).status, 409U);
}

TEST_F(Corrections, OtherSitesAreRefused) {
  const std::string lock = R"({"action":"lock","story":"s1"})";
  Request request = api(lock);
  request.content_type = "text/plain";  // what a foreign form can send
  EXPECT_EQ(send(request).status, 415U);
  request = api(lock);
  request.correction_header.clear();
  EXPECT_EQ(send(request).status, 403U);
  request = api(lock);
  request.origin = "https://elsewhere.example";
  EXPECT_EQ(send(request).status, 403U);
  request = api(lock);
  request.host = "elsewhere.example:8080";  // a name that was made to resolve to this machine
  EXPECT_EQ(send(request).status, 403U);
  EXPECT_TRUE(listener_.asked.empty());
  EXPECT_EQ(respond(api(lock), *store_).status, 405U);  // not allowed at all
}

TEST_F(Corrections, AFormNeedsItsToken) {
  const Response done = send(form("token=secret&action=split&article=a&article=b%20c&note=why"));
  EXPECT_EQ(done.status, 303U);
  EXPECT_EQ(done.location, "/story/s1");
  ASSERT_EQ(listener_.asked.size(), 1U);
  EXPECT_EQ(listener_.asked[0].articles, (std::vector<std::string>{"a", "b c"}));
  EXPECT_EQ(send(form("token=secret&action=merge&into=s2")).location, "/story/s2");
  EXPECT_EQ(send(form("token=guessed&action=lock")).status, 403U);
  EXPECT_EQ(send(form("action=lock")).status, 403U);
  EXPECT_EQ(send(form("token=secret&action=merge&into=")).status, 400U);
  Request foreign = form("token=secret&action=lock");
  foreign.origin = "null";
  EXPECT_EQ(send(foreign).status, 403U);
  EXPECT_EQ(listener_.asked.size(), 2U);
}

TEST_F(Corrections, OnlyKnownAddressesTakeAPost) {
  for (const char* target : {"/", "/story/s1", "/api/v1/stories", "/story//correct"}) {
    Request request = api("{}");
    request.target = target;
    EXPECT_EQ(send(request).status, 405U) << target;
  }
}

TEST(LocalHost, ByName) {
  for (const char* host : {"localhost", "localhost:80", "127.0.0.1:8080", "[::1]:8080"}) {
    EXPECT_TRUE(is_local_host(host)) << host;
  }
  for (const char* host :
       {"", "example.org", "localhost.example.org", "127.0.0.1.example", "[::2]"}) {
    EXPECT_FALSE(is_local_host(host)) << host;
  }
}

}  // namespace
}  // namespace newsloom::http
