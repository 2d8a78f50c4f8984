using Identity.WebFront.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Operators;

/// <summary>How <c>/admin</c> says no.</summary>
internal static class OperatorProblems
{
    public static ProblemHttpResult Invalid(string parameter) => TypedResults.Problem(
        type: ProblemTypes.InvalidParameter,
        title: "A parameter makes no sense.",
        detail: parameter,
        statusCode: StatusCodes.Status400BadRequest);

    public static ProblemHttpResult NotFound(string title) => TypedResults.Problem(
        type: ProblemTypes.NotFound, title: title, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Conflict(string title) => TypedResults.Problem(
        type: ProblemTypes.Conflict, title: title, statusCode: StatusCodes.Status409Conflict);
}
