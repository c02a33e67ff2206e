#include "newsloom/edges/http/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <thread>

#include "newsloom/edges/store/store.h"

namespace newsloom::http {
namespace {

/// A server on a free port of this machine, stopped as a service manager stops it.
class Running {
 public:
  Running() : store_(store::in_memory()) {
    std::promise<std::uint16_t> listening;
    auto port = listening.get_future();
    thread_ = std::thread([this, &listening] {
      ServeOptions options;
      options.port = 0;
      options.on_listening = [&](std::uint16_t p) { listening.set_value(p); };
      result_ = serve(*store_, options);
    });
    port_ = port.get();
  }
  ~Running() { (void)stop(); }
  Result<void> stop() {
    if (thread_.joinable()) {
      kill(getpid(), SIGTERM);
      thread_.join();
    }
    return result_;
  }
  [[nodiscard]] int connected() const {
    const int handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port_);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(handle, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
    return handle;
  }
  /// Sends bytes and reads until the server closes.
  [[nodiscard]] std::string ask(const std::string& bytes) const {
    const int handle = connected();
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t n = send(handle, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) break;
      sent += static_cast<std::size_t>(n);
    }
    std::string out;
    char buffer[4096];
    for (ssize_t n = 0; (n = recv(handle, buffer, sizeof buffer, 0)) > 0;) {
      out.append(buffer, static_cast<std::size_t>(n));
    }
    close(handle);
    return out;
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const Store& store() const { return *store_; }

 private:
  std::unique_ptr<Store> store_;
  std::thread thread_;
  std::uint16_t port_ = 0;
  Result<void> result_;
};

TEST(Server, AnswersWithAStrictPolicy) {
  const Running server;
  const std::string page = server.ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(page.starts_with("HTTP/1.1 200 OK\r\n")) << page.substr(0, 200);
  EXPECT_NE(page.find("Content-Security-Policy: default-src 'none'"), std::string::npos);
  EXPECT_NE(page.find("X-Content-Type-Options: nosniff"), std::string::npos);
  EXPECT_NE(page.find("No stories yet"), std::string::npos);
}

TEST(Server, HeadHasTheLengthWithoutTheBody) {
  const Running server;
  const std::string head =
      server.ask("HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(head.find("Content-Length: 3\r\n"), std::string::npos) << head;
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(Server, KeepsAConnectionForSeveralRequests) {
  const Running server;
  const std::string two = server.ask(
      "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
      "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(two.find("ok\n"), two.rfind("ok\n"));
}

TEST(Server, RefusesWhatIsTooLargeOrNoHttp) {
  const Running server;
  EXPECT_TRUE(server.ask("GET / HTTP/1.1\r\nX: " + std::string(40'000, 'a') + "\r\n\r\n")
                  .starts_with("HTTP/1.1 431"));
  EXPECT_TRUE(server.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n")
                  .starts_with("HTTP/1.1 413"));
  EXPECT_TRUE(server.ask("nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(server.ask("DELETE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                  .starts_with("HTTP/1.1 405"));
}

TEST(Server, StopsWhileAClientWaits) {
  Running server;
  const int idle = server.connected();
  EXPECT_TRUE(server.stop().has_value());
  close(idle);
}

TEST(Server, SaysWhereItCannotListen) {
  const Running server;
  ServeOptions options;
  options.port = server.port();
  const auto second = serve(server.store(), options);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Errc::unavailable);
  options.address = "not an address";
  EXPECT_EQ(serve(server.store(), options).error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace newsloom::http
