"""Settings, and what of them everybody picks from."""

from typing import Annotated, Any, cast

from pydantic import Field

from chalicelib.actions.admin import settings
from chalicelib.actions.execution import PlainAction
from chalicelib.api import setting_table
from chalicelib.api.fields import Body
from chalicelib.api.routing import Reply, Request, Routes

routes = Routes()


class SettingBody(Body):
    """A setting's rows."""

    value: Annotated[list[Any], Field(max_length=200)]


@routes.query("/resolution", permission="setting.read")
def list_resolutions(request: Request) -> "Reply[settings.rows_of.ResolutionsView]":
    """Lists the configured resolutions."""
    view, version = settings.show_setting(request.desk(), "resolutions")
    return Reply(cast("settings.rows_of.ResolutionsView", view), version)


@routes.query("/reason", permission="setting.read")
def list_reasons(request: Request) -> "Reply[settings.rows_of.ReasonsView]":
    """Lists the configured reasons; with none there is only Default."""
    setting, version = settings.show_setting(request.desk(), "reasons")
    view = cast("settings.rows_of.ReasonsView", setting)
    if not view["value"]:
        view["value"] = [{"reasonID": None, "name": "Default"}]
    return Reply(view, version)


@routes.query("/setting/{name}", permission="setting.read")
def show_setting(request: Request) -> "Reply[settings.rows_of.SettingView]":
    """Shows a setting."""
    return Reply(*settings.show_setting(request.desk(), request.path["name"]))


@routes.command("PUT", "/setting/{name}", permission="setting.edit", body=SettingBody)
def put_setting(
    request: Request,
) -> "PlainAction[settings.rows_of.SettingView]":
    """Replaces a setting."""
    name = request.path["name"]
    rows = setting_table.read_rows(name, request.body.value)
    return settings.put_setting(name, rows)
