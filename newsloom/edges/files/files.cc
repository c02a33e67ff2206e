#include "newsloom/edges/files/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>

namespace newsloom::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNamedFileBytes = 64U << 20U;  // a page that an NDJSON line names

Error error_of(int code, const std::string& path) {
  const Errc errc = code == ENOENT || code == ENOTDIR ? Errc::not_found : Errc::unavailable;
  return {errc, std::strerror(code), path};
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

void walk(const fs::path& folder, Inputs& out) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) {
    out.problems.push_back(error_of(error.value(), folder.string()));
    return;
  }
  std::vector<fs::path> paths;
  for (const auto& entry : entries) {
    if (entry.path().filename().string().front() != '.') paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    // Links to folders are not followed: a loop of them would never end.
    if (fs::is_directory(path, error) && !fs::is_symlink(path, error)) {
      walk(path, out);
    } else if (fs::is_regular_file(path, error)) {
      out.found.push_back({path.string(), fs::file_size(path, error)});
    }
  }
}

bool stays_below(const fs::path& folder, const fs::path& path) {
  const auto [end, at] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end() && at != path.end();
}

}  // namespace

Inputs inputs(const std::vector<std::string>& paths) {
  Inputs out;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") {
      out.found.push_back({path, 0});
    } else if (fs::is_directory(path, error)) {
      walk(path, out);
    } else if (!fs::exists(path, error)) {
      out.problems.push_back(error_of(error ? error.value() : ENOENT, path));
    } else {
      // A pipe or device has no size, but can be read.
      const auto bytes = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
      out.found.push_back({path, bytes});
    }
  }
  return out;
}

Result<ByteSource> open(const std::string& path) {
  const int fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected<Error>(error_of(errno, path));
  const auto file = std::make_shared<Descriptor>(fd);
  return ByteSource([file, path](char* buffer, std::size_t size) -> Result<std::size_t> {
    for (;;) {
      const ssize_t got = ::read(file->get(), buffer, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return tl::unexpected<Error>(error_of(errno, path));
    }
  });
}

Result<std::string> read_all(const std::string& path, std::size_t max_bytes) {
  NL_TRY(const ByteSource read, open(path));
  std::string out;
  std::string buffer(1U << 16U, '\0');
  for (;;) {
    NL_TRY(const std::size_t got, read(buffer.data(), buffer.size()));
    if (got == 0) return out;
    out.append(buffer, 0, got);
    if (out.size() > max_bytes) {
      return fail(Errc::too_large, "more than " + std::to_string(max_bytes) + " bytes", path);
    }
  }
}

std::function<Result<std::string>(std::string_view)> opener_below(std::string folder) {
  return [folder = std::move(folder)](std::string_view relative) -> Result<std::string> {
    std::error_code error;
    const fs::path base = fs::canonical(folder.empty() ? "." : folder, error);
    if (error) return tl::unexpected<Error>(error_of(error.value(), folder));
    const fs::path asked(relative);
    const fs::path path = fs::canonical(base / asked, error);
    if (asked.is_absolute() || (!error && !stays_below(base, path))) {
      return fail(
          Errc::rejected,
          "path leads outside the folder of the file that names it: " + std::string(relative),
          std::string(relative));
    }
    if (error) return tl::unexpected<Error>(error_of(error.value(), (base / asked).string()));
    return read_all(path.string(), kMaxNamedFileBytes);
  };
}

DataSource data_in(const std::string& folder) {
  auto cache = std::make_shared<std::map<std::string, std::optional<std::string>, std::less<>>>();
  return [folder, cache](std::string_view name) -> std::optional<std::string_view> {
    auto found = cache->find(name);
    if (found == cache->end()) {
      auto read = read_all((fs::path(folder) / name).string(), kMaxNamedFileBytes);
      std::optional<std::string> value;
      if (read) value = std::move(*read);
      found = cache->emplace(std::string(name), std::move(value)).first;
    }
    if (!found->second) return std::nullopt;
    return std::string_view(*found->second);
  };
}

}  // namespace newsloom::files
