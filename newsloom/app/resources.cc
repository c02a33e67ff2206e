#include "newsloom/app/resources.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "data/embedded.h"
#include "newsloom/edges/files/files.h"
#include "newsloom/edges/store/store.h"

namespace newsloom::app {

namespace {

DataSource data_of(const Arguments& arguments) {
  return arguments.has("data") ? files::data_in(arguments.get("data")) : embedded_data();
}

}  // namespace

Result<cluster::Params> load_cluster_params(const Arguments& arguments) {
  return cluster::Params::load(data_of(arguments));
}

Result<Loaded> load_resources(const Arguments& arguments) {
  const DataSource data = data_of(arguments);
  NL_TRY(RefineResources refine, RefineResources::load(data));
  NL_TRY(cluster::Params cluster, cluster::Params::load(data));
  return Loaded{std::move(refine), std::move(cluster)};
}

int jobs_of(const Arguments& arguments) {
  constexpr int kMaxJobs = 256;
  if (arguments.has("jobs")) return std::clamp(arguments.number("jobs"), 1, kMaxJobs);
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMaxJobs);
}

std::string database_path(const Arguments& arguments) {
  if (arguments.has("db")) return arguments.get("db");
  if (const char* path = std::getenv("NEWSLOOM_DB"); path != nullptr && *path != '\0') return path;
  if (const char* folder = std::getenv("XDG_DATA_HOME"); folder != nullptr && *folder != '\0') {
    return std::string(folder) + "/newsloom/newsloom.db";
  }
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "." : home) + "/.local/share/newsloom/newsloom.db";
}

Result<std::unique_ptr<Store>> open_store(const Arguments& arguments, Access access) {
  store::SqliteOptions options;
  options.path = database_path(arguments);
  options.read_only = access == Access::read;
  if (access == Access::write) {
    const auto folder = std::filesystem::path(options.path).parent_path();
    std::error_code error;
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    if (error) return fail(Errc::unavailable, error.message(), folder.string());
  }
  return store::sqlite(options);
}

Result<std::unique_ptr<Store>> open_existing_store(const Arguments& arguments) {
  store::SqliteOptions options;
  options.path = database_path(arguments);
  options.create = false;
  return store::sqlite(options);
}

Result<Opened> open_for_writing(const Arguments& arguments) {
  NL_TRY(Loaded loaded, load_resources(arguments));
  NL_TRY(std::unique_ptr<Store> store, open_store(arguments, Access::write));
  return Opened{std::move(loaded), std::move(store)};
}

OptionSpec database_option() {
  return {
      "db", "FILE", "", "the database [$NEWSLOOM_DB or ~/.local/share/newsloom/newsloom.db]", {}};
}

OptionSpec json_option() { return {"json", "", "", "one JSON object a line", {}}; }

}  // namespace newsloom::app
