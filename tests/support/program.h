#pragma once
// Starts the real program as a user would, and tells what came of it: output, exit code, signal,
// memory. Every call has a home folder of its own, so that no test meets another's database.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::testing {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// The exit codes that the man page promises.
enum Exit : int { kOk = 0, kNothingFound = 1, kUsage = 2, kSomeUnreadable = 3, kInternal = 4 };

inline std::string source_path(const std::string& relative) {
  return std::string(NEWSLOOM_SOURCE_DIR) + "/" + relative;
}

inline std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline void write_file(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// A folder that goes away with its owner; everybody may read in it.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (fs::temp_directory_path() / "newsloom_test_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
    fs::permissions(path_, fs::perms::all);
  }
  ~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] std::string path(const std::string& relative = "") const {
    return relative.empty() ? path_ : path_ + "/" + relative;
  }

 private:
  std::string path_;
};

struct Call {
  std::vector<std::string> args;
  std::string input;                 ///< on standard input
  std::string output_file;           ///< standard output goes here instead: "/dev/full"
  std::string folder;                ///< working folder; empty: this one
  std::uint64_t max_file_bytes = 0;  ///< a file cannot grow beyond, as on a full disk; 0: no limit
  bool as_nobody = false;            ///< without the rights of root
};

struct Outcome {
  int code = -1;  ///< exit code; -1 where a signal ended it
  int signal = 0;
  std::string out;
  std::string err;
  long peak_kb = 0;  ///< most memory held
};

namespace detail {

inline constexpr unsigned kMaxSeconds =
    240;  // a program that hangs ends with a signal, which fails
inline constexpr uid_t kNobody = 65534;

/// In the child, after fork: never returns.
[[noreturn]] inline void become(const Call& call, const TempFolder& home) {
  const int in = ::open(home.path("in").c_str(), O_RDONLY);
  const std::string out_path = call.output_file.empty() ? home.path("out") : call.output_file;
  const int out = ::open(out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int err = ::open(home.path("err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (in < 0 || out < 0 || err < 0) ::_exit(126);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  if (!call.folder.empty() && ::chdir(call.folder.c_str()) != 0) ::_exit(126);
  ::alarm(kMaxSeconds);
  if (call.max_file_bytes > 0) {
    const rlimit size{call.max_file_bytes, call.max_file_bytes};
    ::setrlimit(RLIMIT_FSIZE, &size);
    std::signal(SIGXFSZ, SIG_IGN);  // so that write() fails, as on a full disk
  }
  if (call.as_nobody && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(126);
  for (const char* variable :
       {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) {
    ::setenv(variable, home.path("home").c_str(), 1);
  }
  ::unsetenv("NEWSLOOM_DB");
  ::setenv("TZ", "Asia/Kathmandu", 1);  // the machine's own time must not matter
  std::vector<char*> args;
  static std::string program = NEWSLOOM_PROGRAM;
  args.push_back(program.data());
  for (const std::string& arg : call.args) args.push_back(const_cast<char*>(arg.c_str()));
  args.push_back(nullptr);
  ::execv(program.c_str(), args.data());
  ::_exit(127);
}

}  // namespace detail

inline Outcome call(const Call& call) {
  const TempFolder home;
  write_file(home.path("in"), call.input);
  fs::create_directory(home.path("home"));
  fs::permissions(home.path("home"), fs::perms::all);
  const pid_t child = ::fork();
  if (child == 0) detail::become(call, home);
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  Outcome outcome;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  outcome.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (call.output_file.empty()) outcome.out = read_file(home.path("out"));
  outcome.err = read_file(home.path("err"));
  outcome.peak_kb = usage.ru_maxrss;
  return outcome;
}

inline Outcome call(std::vector<std::string> args, std::string input = "") {
  Call one;
  one.args = std::move(args);
  one.input = std::move(input);
  return call(one);
}

/// The lines of NDJSON; a line that is no JSON object fails the test and is left out.
inline std::vector<Json> lines_of(const std::string& ndjson) {
  std::vector<Json> out;
  std::istringstream in(ndjson);
  for (std::string line; std::getline(in, line);) {
    Json value = Json::parse(line, nullptr, false);
    if (value.is_object()) {
      out.push_back(std::move(value));
    } else {
      ADD_FAILURE() << "no JSON object: " << line.substr(0, 200);
    }
  }
  return out;
}

/// A field that may be missing or null.
inline std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace newsloom::testing
