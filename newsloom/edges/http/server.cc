// The only file that knows sockets: Boost.Beast, which costs its compile time once.
#include "newsloom/edges/http/server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "newsloom/edges/http/respond.h"

namespace newsloom::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bh = boost::beast::http;
using Tcp = asio::ip::tcp;

constexpr std::uint32_t kMaxHeaderBytes = 16 * 1024;
/// Only corrections have a body: ids of articles and a note.
constexpr std::uint64_t kMaxBodyBytes = 64 * 1024;
constexpr std::chrono::seconds kIdleTime{30};
constexpr std::chrono::seconds kWriteTime{60};
/// After a stop, answers under way have this long.
constexpr std::chrono::seconds kStopTime{3};
constexpr std::size_t kMaxConnections = 1024;
constexpr std::size_t kMaxRequestsPerConnection = 1000;
constexpr unsigned kMaxThreads = 4;

class Session;

/// Connections that are open, so that a stop can end the idle ones.
class Sessions {
 public:
  bool add(const std::shared_ptr<Session>& session) {
    const std::lock_guard lock(mutex_);
    if (open_.size() >= kMaxConnections || stopping_) return false;
    open_.emplace(session.get(), session);
    return true;
  }
  void remove(Session* session) {
    const std::lock_guard lock(mutex_);
    open_.erase(session);
  }
  void stop();
  [[nodiscard]] bool stopping() const { return stopping_; }
  [[nodiscard]] bool empty() const {
    const std::lock_guard lock(mutex_);
    return open_.empty();
  }

 private:
  mutable std::mutex mutex_;
  std::map<Session*, std::weak_ptr<Session>> open_;
  std::atomic<bool> stopping_ = false;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Tcp::socket socket, const Store& store, const Editing& editing, Sessions& sessions)
      : stream_(std::move(socket)), store_(store), editing_(editing), sessions_(sessions) {}
  ~Session() { sessions_.remove(this); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    asio::dispatch(stream_.get_executor(),
                   beast::bind_front_handler(&Session::read, shared_from_this()));
  }
  /// Ends the connection where it waits for a request.
  void end_if_idle() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
      if (self->reading_) self->close();
    });
  }

 private:
  void read() {
    if (sessions_.stopping() || requests_++ >= kMaxRequestsPerConnection) return close();
    parser_.emplace();
    parser_->header_limit(kMaxHeaderBytes);
    parser_->body_limit(kMaxBodyBytes);
    stream_.expires_after(kIdleTime);
    reading_ = true;
    bh::async_read(stream_, buffer_, *parser_,
                   beast::bind_front_handler(&Session::on_read, shared_from_this()));
  }

  void on_read(beast::error_code error, std::size_t) {
    reading_ = false;
    if (error == bh::error::header_limit)
      return refuse(bh::status::request_header_fields_too_large);
    if (error == bh::error::body_limit) return refuse(bh::status::payload_too_large);
    if (error && error.category() == bh::make_error_code(bh::error::bad_version).category() &&
        error != bh::error::end_of_stream && error != bh::error::partial_message) {
      return refuse(bh::status::bad_request);
    }
    if (error) return close();
    const auto& in = parser_->get();
    Request request;
    request.method = std::string(in.method_string());
    request.target = std::string(in.target());
    request.if_none_match = std::string(in[bh::field::if_none_match]);
    request.host = std::string(in[bh::field::host]);
    request.origin = std::string(in[bh::field::origin]);
    request.content_type = std::string(in[bh::field::content_type]);
    request.correction_header = std::string(in["X-Newsloom-Correction"]);
    request.body = in.body();
    const Editing* editing = editing_.corrector == nullptr ? nullptr : &editing_;
    answer(respond(request, store_, editing), in.method() == bh::verb::head, in.keep_alive());
  }

  void answer(Response response, bool head, bool keep_alive) {
    auto out = std::make_shared<bh::response<bh::string_body>>();
    out->version(11);
    out->result(response.status);
    if (!response.content_type.empty()) out->set(bh::field::content_type, response.content_type);
    if (!response.location.empty()) out->set(bh::field::location, response.location);
    if (!response.etag.empty()) out->set(bh::field::etag, response.etag);
    if (response.status == 405) out->set(bh::field::allow, "GET, HEAD");
    out->set(bh::field::cache_control, "no-cache");
    set_policy(*out);
    out->keep_alive(keep_alive && !sessions_.stopping());
    const std::size_t size = response.body.size();
    if (!head) out->body() = std::move(response.body);
    if (response.status != 304) out->content_length(size);
    write(out);
  }

  /// Captures are hostile input: even if something slipped through, no script could run and no
  /// other host be asked.
  static void set_policy(bh::response<bh::string_body>& out) {
    out.set("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'");
    out.set("X-Content-Type-Options", "nosniff");
    // Other sites learn nothing; our own forms still say where they come from.
    out.set("Referrer-Policy", "same-origin");
    out.set("Cross-Origin-Resource-Policy", "same-origin");
  }

  void refuse(bh::status status) {
    auto out = std::make_shared<bh::response<bh::string_body>>(status, 11);
    out->set(bh::field::content_type, "text/plain; charset=utf-8");
    set_policy(*out);
    out->keep_alive(false);
    out->body() = std::string(bh::obsolete_reason(status)) + "\n";
    out->prepare_payload();
    write(out);
  }

  void write(const std::shared_ptr<bh::response<bh::string_body>>& out) {
    stream_.expires_after(kWriteTime);
    const bool last = !out->keep_alive();
    serializer_.emplace(*out);
    // A HEAD response carries the length of a body that is not sent.
    const bool head =
        parser_ && parser_->is_header_done() && parser_->get().method() == bh::verb::head;
    const auto done = [self = shared_from_this(), out, last](beast::error_code error, std::size_t) {
      if (error || last) return self->close();
      self->read();
    };
    if (head) {
      bh::async_write_header(stream_, *serializer_, done);
    } else {
      bh::async_write(stream_, *serializer_, done);
    }
  }

  void close() {
    beast::error_code ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_both, ignored);
    stream_.close();
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{kMaxHeaderBytes + kMaxBodyBytes};
  std::optional<bh::request_parser<bh::string_body>> parser_;
  std::optional<bh::response_serializer<bh::string_body>> serializer_;
  const Store& store_;
  const Editing& editing_;
  Sessions& sessions_;
  std::size_t requests_ = 0;
  bool reading_ = false;
};

void Sessions::stop() {
  std::vector<std::shared_ptr<Session>> open;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& [key, weak] : open_) {
      if (auto session = weak.lock()) open.push_back(std::move(session));
    }
  }
  for (const auto& session : open) session->end_if_idle();
}

class Server {
 public:
  Server(const Store& store, Editing editing, asio::io_context& context)
      : store_(store),
        editing_(std::move(editing)),
        context_(context),
        acceptor_(context),
        retry_(context) {}

  beast::error_code listen(const Tcp::endpoint& where) {
    beast::error_code error;
    acceptor_.open(where.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(where, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    return error;
  }
  [[nodiscard]] std::uint16_t port() const {
    beast::error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }
  void accept() {
    acceptor_.async_accept(
        asio::make_strand(context_), [this](beast::error_code error, Tcp::socket socket) {
          if (error == asio::error::operation_aborted) return;
          if (error) return accept_later();
          auto session = std::make_shared<Session>(std::move(socket), store_, editing_, sessions_);
          if (sessions_.add(session)) session->start();
          accept();
        });
  }
  /// No more connections; idle ones end now, the others after their answer.
  void stop() {
    beast::error_code ignored;
    acceptor_.close(ignored);
    retry_.cancel();
    sessions_.stop();
    stop_after_ = std::chrono::steady_clock::now() + kStopTime;
    wait_for_rest();
  }

 private:
  /// Out of file handles: waits a little instead of turning in a circle.
  void accept_later() {
    retry_.expires_after(std::chrono::milliseconds(200));
    retry_.async_wait([this](beast::error_code error) {
      if (!error) accept();
    });
  }
  void wait_for_rest() {
    if (sessions_.empty() || std::chrono::steady_clock::now() >= stop_after_) {
      context_.stop();
      return;
    }
    retry_.expires_after(std::chrono::milliseconds(20));
    retry_.async_wait([this](beast::error_code) { wait_for_rest(); });
  }

  const Store& store_;
  const Editing editing_;
  asio::io_context& context_;
  Tcp::acceptor acceptor_;
  asio::steady_timer retry_;
  Sessions sessions_;
  std::chrono::steady_clock::time_point stop_after_;
};

}  // namespace

Result<void> serve(const Store& store, const ServeOptions& options) {
  beast::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail(Errc::invalid_input, "no address to listen on", options.address);
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads);
  asio::io_context context(static_cast<int>(threads));
  Server server(store, {options.corrector, options.token, address.is_loopback()}, context);
  error = server.listen({address, options.port});
  if (error) {
    return fail(Errc::unavailable, "cannot listen: " + error.message(),
                options.address + ":" + std::to_string(options.port));
  }
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](beast::error_code cancelled, int) {
    if (!cancelled) server.stop();
  });
  server.accept();
  if (options.on_listening) options.on_listening(server.port());
  std::vector<std::jthread> pool;
  for (unsigned i = 1; i < threads; ++i) pool.emplace_back([&] { context.run(); });
  context.run();
  pool.clear();
  return {};
}

}  // namespace newsloom::http
