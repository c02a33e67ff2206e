#pragma once
// What commands load before they work: data, models, the database.

#include <memory>

#include "newsloom/app/options.h"
#include "newsloom/pipeline/ports.h"
#include "newsloom/pipeline/refine.h"
#include "newsloom/stages/cluster/cluster.h"

namespace newsloom::app {

struct Loaded {
  RefineResources refine;
  cluster::Params cluster;
};

/// From inside the program, or from the folder of --data.
[[nodiscard]] Result<Loaded> load_resources(const Arguments& arguments);

/// The weights of cluster alone, for commands that read no page.
[[nodiscard]] Result<cluster::Params> load_cluster_params(const Arguments& arguments);

/// --jobs, else the number of cores.
[[nodiscard]] int jobs_of(const Arguments& arguments);

/// --db, else NEWSLOOM_DB, else $XDG_DATA_HOME/newsloom/newsloom.db (~/.local/share).
[[nodiscard]] std::string database_path(const Arguments& arguments);

enum class Access { read, write };
/// Opens the database; for writing, it and its folder are made where there are none.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const Arguments& arguments, Access access);

/// Opens for writing a database that is there already. Errors: not_found.
[[nodiscard]] Result<std::unique_ptr<Store>> open_existing_store(const Arguments& arguments);

/// Both at once, for the commands that make stories.
struct Opened {
  Loaded loaded;
  std::unique_ptr<Store> store;
};
[[nodiscard]] Result<Opened> open_for_writing(const Arguments& arguments);

/// The --db option.
[[nodiscard]] OptionSpec database_option();
/// The --json option of commands that print for people by default.
[[nodiscard]] OptionSpec json_option();

}  // namespace newsloom::app
